import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { initKeys } from '@desk/crypto';
import type { Flavour } from '@desk/jira-simulator';
import type { TelegramSimulator } from '@desk/telegram-simulator';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import {
  alwaysAtWork,
  type OrganisationName,
  readOrganisation,
  type SampleOrganisation,
  type TrackerName,
} from '../../stack/sample-organisation.ts';
import { withOpenProjectAccounts } from '../../stack/simulated-openproject.ts';
import type { StackPlace } from '../../stack/stack-environment.ts';

/** An entry of the staff list beyond the sample's. */
export interface Newcomer {
  readonly employeeId: string;
  readonly displayName: string;
  readonly phones: readonly string[];
  readonly role?: 'employee' | 'specialist' | 'supervisor';
  readonly teams?: readonly string[];
}

interface Wanted {
  readonly organisation?: OrganisationName;
  readonly tracker?: TrackerName;
  readonly newcomers?: readonly Newcomer[];
}

const Staff = z.object({ people: z.array(z.unknown()) });

/** A sample organisation, with a staff list of its own where somebody joins. */
export async function prepareOrganisation(
  { organisation = 'it-desk', tracker = 'jira', newcomers = [] }: Wanted,
  folder: string,
): Promise<SampleOrganisation> {
  const named = await readOrganisation(organisation, tracker);
  const sample =
    tracker === 'openproject' ? await withOpenProjectAccounts(named, join(folder, 'accounts.yaml')) : named;
  if (newcomers.length === 0) return sample;
  const staff = Staff.parse(parse(await readFile(sample.directoryFile, 'utf8')));
  const directoryFile = join(folder, 'directory.yaml');
  await writeFile(directoryFile, stringify({ people: [...staff.people, ...newcomers.map(entryOf)] }));
  return { ...sample, directoryFile };
}

function entryOf({ employeeId, role = 'employee', teams = [], ...person }: Newcomer) {
  return {
    ...{ employeeId, role, teams, ...person, active: true },
    position: 'посада',
    department: 'відділ',
    email: `${employeeId}@example.test`,
  };
}

/** No holidays: what a journey says of Monday holds on every Monday. */
function fromNineToSix(catalogueJson: string): string {
  const catalogue = z.looseObject({ teams: z.array(z.looseObject({})) }).parse(JSON.parse(catalogueJson));
  const day = [{ from: '09:00', to: '18:00' }];
  const week = { mon: day, tue: day, wed: day, thu: day, fri: day, sat: [], sun: [] };
  const hours = { timeZone: 'Europe/Kyiv', week, holidays: [] };
  return JSON.stringify({ ...catalogue, teams: catalogue.teams.map((team) => ({ ...team, hours })) });
}

export interface WorldPlace {
  readonly folder: string;
  readonly organisation: SampleOrganisation;
  readonly officeHours: boolean;
  readonly delivery: 'webhook' | 'polling';
  readonly tracker: TrackerName;
  readonly flavour: Flavour;
  readonly settings: Readonly<Record<string, string>>;
  readonly databases: StackPlace['databases'];
  readonly telegram: TelegramSimulator;
  /** Where each service finds the others. */
  readonly urls: { readonly redis: string; readonly webhook: string; readonly bot: string; readonly gateway: string };
}

const anyPort = 0;
const trackerToken = 'token-of-a-journey';

/** Keys, catalogue and settings of one world. */
export async function prepareWorldPlace(world: WorldPlace): Promise<StackPlace> {
  const { folder, organisation, urls, telegram } = world;
  const keys = { dmz: join(folder, 'keys', 'dmz'), internal: join(folder, 'keys', 'internal') };
  await initKeys({ dmzDir: keys.dmz, internalDir: keys.internal, nowMs: Date.now() });
  const catalogueFile = join(folder, 'catalogue.yaml');
  const roundTheClock = alwaysAtWork(organisation.catalogueYaml);
  await writeFile(catalogueFile, world.officeHours ? fromNineToSix(roundTheClock) : roundTheClock);
  const secret = await readFile(join(keys.internal, 'secrets', 'tracker-webhook.secret'), 'utf8');
  return {
    ...{ folder, keys, catalogueFile, organisation, databases: world.databases },
    ports: {
      ...{ telegram: anyPort, tracker: anyPort, botPublic: anyPort, botPrivate: anyPort, botOps: anyPort },
      ...{ gateway: anyPort, gatewayHooks: anyPort, gatewayOps: anyPort },
    },
    redisUrl: urls.redis,
    telegramToken: telegram.token,
    ...{ tracker: world.tracker, flavour: world.flavour },
    trackerToken,
    webhookSecret: secret.trim(),
    isDemo: false,
    more: {
      LOG_LEVEL: 'error',
      TELEGRAM_API_ROOT: telegram.apiRoot,
      TELEGRAM_DELIVERY: world.delivery,
      TELEGRAM_WEBHOOK_URL: new URL('/telegram', urls.webhook).href,
      BOT_PRIVATE_URL: urls.bot,
      GATEWAY_URL: urls.gateway,
      ...world.settings,
    },
  };
}
