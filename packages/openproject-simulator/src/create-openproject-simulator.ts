import {
  type ActionResult,
  openFaultBox,
  openLiveUpdates,
  openOutage,
  openRequestLog,
  type RecordedRequest,
  type Webhooks,
} from '@desk/tracker-simulator';
import { type Agent, actAs } from './act/act-as-person.ts';
import { describeResult } from './act/describe-result.ts';
import { performAction } from './act/perform-action.ts';
import { PersonAction, type PersonActionInput } from './act/person-action.ts';
import { announceWorkPackages, registerBoardRoutes } from './board/board-routes.ts';
import { buildServer } from './rest/build-server.ts';
import { openCredentials } from './rest/credentials.ts';
import type { Faults, RequestFaultKind } from './rest/faults.ts';
import { type OpenProjectSimulatorOptions, SimulatorConfig } from './simulator-options.ts';
import { keepNothing, keepState, loadState, type StateKeeper } from './site/keep-state.ts';
import { openSite, type Site } from './site/site.ts';
import { type WorkPackageWatch, watchWorkPackages } from './watch-work-packages.ts';
import { openWebhooks } from './webhooks/open-webhooks.ts';

/** A running OpenProject with one project. */
export interface OpenProjectSimulator extends WorkPackageWatch {
  /** E.g. `http://127.0.0.1:41233`: the API under `/api/v3`, the board at `/`. */
  readonly baseUrl: string;
  /** Acts as a person at OpenProject's own pages. */
  agent(personId: string): Agent;
  /** The same as data; what OpenProject would refuse is an answer. */
  act(action: PersonActionInput): ActionResult;
  readonly faults: Faults;
  readonly webhooks: Webhooks;
  /** An outage: `refused` (the default) closes the port, `503` answers so. Meanwhile no webhook is sent, nor afterwards. */
  down(how?: 'refused' | '503'): void;
  /** Ends the outage; resolves when the port answers again. */
  up(): Promise<void>;
  /** Access tokens given out so far count no more. */
  revokeTokens(): void;
  /** What an administrator does: one more choice of a list. */
  addOption(fieldName: string, option: { readonly id: number; readonly value: string }): void;
  /** The last API requests, oldest first. */
  requests(): readonly RecordedRequest[];
  onRequest(listener: (request: RecordedRequest) => void): () => void;
  close(): Promise<void>;
}

/** Starts a simulator; rejects when the configuration is wrong or the port taken. */
export async function createOpenProjectSimulator(options: OpenProjectSimulatorOptions): Promise<OpenProjectSimulator> {
  const { now = Date.now, ...given } = options;
  const config = SimulatorConfig.parse(given);
  const saved = config.stateFile === undefined ? undefined : loadState(config.stateFile);
  const site = openSite({ config, now, saved });
  const keeper = openKeeper(site);
  const credentials = openCredentials(config, now);
  const faults = openFaultBox<RequestFaultKind>();
  const log = openRequestLog();
  const webhooks = openWebhooks(site, config.webhook, faults);
  const live = openLiveUpdates((announce) => announceWorkPackages(site, announce));
  const outage = openOutage(webhooks, (isDown) => live.announce('outage', { isDown }));
  const app = buildServer(site, { site, credentials, faults, log, isUnavailable: outage.isUnavailable });
  registerBoardRoutes(app, site, { live, outage });
  site.subscribe(keeper.touch);
  const baseUrl = await app.listen({ host: config.host, port: config.port });
  outage.attach(app.server);

  return {
    baseUrl,
    ...watchWorkPackages(site),
    agent: (personId) => actAs(site, personId),
    act: (action) => describeResult(site, performAction(site, PersonAction.parse(action))),
    faults,
    webhooks,
    down: outage.down,
    up: outage.up,
    revokeTokens: credentials.revokeAll,
    addOption(fieldName, option) {
      const field = config.customFields.find(({ name }) => name === fieldName);
      if (!field) throw new Error(`There is no field ${fieldName}.`);
      field.options.push(option);
    },
    requests: log.list,
    onRequest: log.listen,
    async close() {
      webhooks.close();
      live.close();
      await outage.up();
      await app.close();
      await keeper.close();
    },
  };
}

function openKeeper({ config, state }: Site): StateKeeper {
  return config.stateFile === undefined ? keepNothing : keepState(config.stateFile, state, reportUnsaved);
}

function reportUnsaved(error: unknown): void {
  process.stderr.write(`openproject-simulator: the state could not be saved: ${String(error)}\n`);
}
