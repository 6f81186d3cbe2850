import { createLogger } from '@desk/logging';
import { loadCatalogue } from '../adapters/catalogue/load-catalogue.ts';
import { systemClock } from '../adapters/system/system.ts';
import type { TrackerCommandConfig } from '../config.ts';
import type { CheckedTracker, TrackerDesk, TrackerRefusal } from '../edge/cli/tracker-commands.ts';
import type { TrackerTrouble } from '../ports/tracker.ts';
import { composeTracker, type PreparedTracker, prepareTracker } from './compose-tracker.ts';

type OpenProjectCommandConfig = Extract<TrackerCommandConfig, { readonly kind: 'openproject' }>;
type Part = CheckedTracker['parts'][number];
type Finding = Part['findings'][number];

/** The commands about the tracker, for OpenProject: its map is written by hand, its webhook made at its own pages. */
export function composeOpenProjectDesk(config: OpenProjectCommandConfig): TrackerDesk {
  return {
    check: () => checkOpenProject(config),
    pull: async () => onlyForJira('pull', 'docs/tracker-map.md says what stands in the map of an OpenProject.'),
    showWebhooks: async () => noWebhooks,
    registerWebhook: async () => noWebhooks,
    removeWebhook: async () => noWebhooks,
  };
}

const noWebhooks = onlyForJira(
  'webhook',
  'In OpenProject an administrator looks after them: Administration → API and webhooks; docs/tracker-map.md says how.',
);

function onlyForJira(command: string, remedy: string): TrackerRefusal {
  const line = `\`pnpm desk tracker ${command}\` is for Jira, and TRACKER is openproject. ${remedy}`;
  return { kind: 'refused', lines: [line] };
}

async function checkOpenProject({
  tracker: settings,
  catalogueFile,
  timeZone,
}: OpenProjectCommandConfig): Promise<CheckedTracker> {
  const catalogue = catalogueFile === null ? null : await loadCatalogue(catalogueFile);
  const requestTypes = catalogue?.kind === 'loaded' ? catalogue.requestTypes : [];
  // Nothing is received here: no hook is ever held against a secret.
  const prepared = await prepareTracker(settings, { requestTypes, usualSecret: '' });
  const files: Part = {
    name: 'files',
    facts: prepared.kind === 'read' ? ['the tracker map is well formed'] : [],
    findings: [
      ...(catalogue === null ? [note(noCatalogue, 'Set it, and look again.')] : []),
      ...(catalogue?.kind === 'wrong'
        ? catalogue.problems.map((problem) => wrong(`CATALOGUE_FILE: ${problem}`, catalogueRemedy))
        : []),
      ...(prepared.kind === 'wrong' ? prepared.problems.map((what) => wrong(what, mapRemedy)) : []),
    ],
  };
  return { parts: prepared.kind === 'read' ? [files, await inspect(prepared.tracker, timeZone)] : [files] };
}

async function inspect(tracker: PreparedTracker, timeZone: string): Promise<Part> {
  const name = 'OpenProject';
  const logger = createLogger({ service: 'gateway', level: 'silent' });
  const outcome = await composeTracker(tracker, { timeZone, clock: systemClock, logger }).check();
  if (outcome.kind !== 'checked') return { name, facts: [], findings: [tellTrouble(outcome)] };
  const { problems, notes = [] } = outcome;
  return {
    name,
    facts: problems.length === 0 ? ['it has everything that the tracker map names'] : [],
    findings: [...problems.map((what) => wrong(what, mapRemedy)), ...notes.map((what) => note(what, noteRemedy))],
  };
}

const noCatalogue = 'CATALOGUE_FILE is not set, so the map was not held against it';
const catalogueRemedy = 'The samples in infra/catalogue say what may stand there.';
const mapRemedy = 'docs/tracker-map.md says what may stand there.';
const noteRemedy = 'Switch them on in the project, or tell the specialists that employees read along.';

function tellTrouble(trouble: TrackerTrouble): Finding {
  return trouble.kind === 'refused'
    ? wrong('OpenProject refuses to be looked at', 'docs/tracker-map.md says what the service account needs.')
    : wrong(
        'OpenProject gives no answer',
        'Look at OPENPROJECT_URL, at the way there and at the proof of the account.',
      );
}

function wrong(what: string, remedy: string): Finding {
  return { weight: 'wrong', what, remedy };
}

function note(what: string, remedy: string): Finding {
  return { weight: 'note', what, remedy };
}
