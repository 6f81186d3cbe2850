import { join } from 'node:path';
import { type Measurement, rowOf } from '../../bench/row.ts';
import { type ReplicatedDesk, startReplicas } from '../../stack/start-replicas.ts';
import { claimFolder } from '../../stack/start-staffed-desk.ts';
import { released } from '../../upgrade/released.ts';
import { unpackRelease } from '../../upgrade/unpack-release.ts';
import type { CampaignOptions, CampaignReport } from '../campaign.ts';
import { concludeCampaign, nameMissedGoals } from '../conclude-campaign.ts';
import { dayRows, nameDayWrongs } from './report-day.ts';
import { settleDay } from './settle-day.ts';
import { gatherCrew, workDay } from './work-day.ts';

const staffing = { filing: 10, commenting: 10, consulting: 10 } as const;
const specialists = 14;
const pace = { filingEveryMs: 3_000, commentEveryMs: 1_000 } as const;
const messagesPerMinute = 8;
const ofRelease: ReadonlySet<string> = new Set(['bot 2', 'gateway 2']);

/**
 * In the middle of an upgrade: of bots and of gateways one is of the release before, on the schema of this version, and
 * each request meets either of them. `size`: minutes of work.
 */
export async function mixVersions({ seed, size, say, opened }: CampaignOptions): Promise<CampaignReport> {
  const folder = await claimFolder(opened);
  const release = await unpackRelease(join(folder, 'release'));
  if (release === null) {
    say(`Left out: the history here does not hold version ${released.version} (commit ${released.commit}).`);
    return { rows: [], failures: [] };
  }
  say(`Version ${released.version} is unpacked`);
  const endings: string[] = [];
  const desk = await startReplicas({
    ...{ bots: 2, gateways: 2, specialists, say, opened },
    employees: staffing.filing + staffing.commenting + staffing.consulting,
    onUnexpectedEnd: (name, ending) => endings.push(`The ${name} ended by itself (${ending}).`),
    rootOf: (name) => (ofRelease.has(name) ? release : undefined),
  });
  const crew = await gatherCrew(desk, staffing);
  say(`${size} minutes of work, half of it by version ${released.version}, seed ${seed}`);
  const messagesEach = Math.max(4, size * messagesPerMinute);
  const done = await workDay(desk, crew, { seed, durationMs: size * 60_000, messagesEach, say, ...pace });
  say('Waiting until nothing is under way');
  const settled = await settleDay(desk, done);
  const rows = [...versionRows(desk), ...dayRows(done, settled)].map((each) => rowOf('chaos/upgrade', each));
  const failures = [...endings, ...nameMissedGoals(rows), ...nameDayWrongs(done, settled)];
  return concludeCampaign(desk, { rows, failures });
}

function versionRows({ replicas }: ReplicatedDesk): Measurement[] {
  return [
    { name: 'processes of this version', value: replicas.length - ofRelease.size, unit: '' },
    { name: 'processes of the release before', value: ofRelease.size, unit: '' },
  ];
}
