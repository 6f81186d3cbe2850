import {
  type ActionResult,
  type LiveUpdates,
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
import { registerBoardRoutes } from './board/board-routes.ts';
import { registerControlRoutes } from './board/control-routes.ts';
import { viewCard } from './board/view-card.ts';
import { openSearchIndex } from './jql/search-index.ts';
import { buildServer } from './rest/build-server.ts';
import type { Faults, RequestFaultKind } from './rest/faults.ts';
import type { RestContext } from './rest/rest-context.ts';
import { openTemporaryFiles } from './rest/temporary-files.ts';
import { type JiraSimulatorOptions, SimulatorConfig } from './simulator-options.ts';
import { keepNothing, keepState, type StateKeeper } from './site/keep-state.ts';
import { loadState } from './site/load-state.ts';
import type { SiteState } from './site/records.ts';
import { openSite, type Site, storageBytesMax } from './site/site.ts';
import { type IssueWatch, watchIssues } from './watch-issues.ts';
import { buildPayloads } from './webhooks/build-payloads.ts';
import { openWebhooks } from './webhooks/open-webhooks.ts';
import { openRegisteredWebhooks } from './webhooks/registered-webhooks.ts';

/** A running Jira Service Management site. */
export interface JiraSimulator extends IssueWatch {
  /** E.g. `http://127.0.0.1:41233`: the API under `/rest`, the board at `/`. */
  readonly baseUrl: string;
  /** Acts as a person (account id on Cloud, username on Data Center) at Jira's own pages. */
  agent(personId: string): Agent;
  /** The same as data, as `POST /simulator/act` takes it; what Jira would refuse is an answer. */
  act(action: PersonActionInput): ActionResult;
  readonly faults: Faults;
  readonly webhooks: Webhooks;
  /** An outage: `refused` (the default) closes the port, `503` answers so under `/rest`. Webhooks wait until `up()`. */
  down(how?: 'refused' | '503'): void;
  /** Ends the outage; resolves when the port answers again. */
  up(): Promise<void>;
  /** The last API requests, oldest first. */
  requests(): readonly RecordedRequest[];
  onRequest(listener: (request: RecordedRequest) => void): () => void;
  close(): Promise<void>;
}

/** Starts a simulator; rejects when the configuration is wrong or the port taken. */
export async function createJiraSimulator(options: JiraSimulatorOptions): Promise<JiraSimulator> {
  const { now = Date.now, ...given } = options;
  const config = SimulatorConfig.parse(given);
  const saved = config.stateFile === undefined ? undefined : loadState(config.stateFile);
  const site = openSite({ config, now, saved });
  const keeper = openKeeper(site, saved);
  const faults = openFaultBox<RequestFaultKind>();
  const log = openRequestLog();
  const address = { baseUrl: '' };
  const context = buildContext(site, () => address.baseUrl);
  const target = () => config.webhook ?? context.registeredWebhooks.target();
  const webhooks = openWebhooks({ target, flavour: config.flavour, faults });
  const live = openLiveUpdates((announce) => announceIssues(site, announce));
  const outage = openOutage(webhooks, (isDown) => live.announce('outage', { isDown }));
  const app = buildServer(context, { site, faults, log, keeper, isUnavailable: outage.isUnavailable });

  registerBoardRoutes(app, context, { live, outage });
  registerControlRoutes(app, { site, faults, outage, log, webhooks });

  site.feed.subscribe((change) => {
    keeper.touch(change.issue);
    if (target()) for (const payload of buildPayloads(context, change)) webhooks.send(payload.webhookEvent, payload);
  });
  address.baseUrl = await app.listen({ host: config.host ?? '127.0.0.1', port: config.port ?? 0 });
  outage.attach(app.server);

  return {
    baseUrl: address.baseUrl,
    ...watchIssues(site),
    agent: (personId) => actAs(site, personId),
    act: (action) => describeResult(performAction(site, PersonAction.parse(action))),
    faults,
    webhooks,
    down: outage.down,
    up: outage.up,
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

function announceIssues(site: Site, announce: LiveUpdates['announce']): () => void {
  return site.feed.subscribe(({ kind, issue }) => {
    if (kind === 'issue-deleted') announce('gone', { key: issue.key });
    else announce('card', viewCard(site, issue));
  });
}

function openKeeper(site: Site, saved: SiteState | undefined): StateKeeper {
  const { stateFile } = site.config;
  if (stateFile === undefined) return keepNothing;
  return keepState({ file: stateFile, site, revision: saved?.revision ?? 0, onUnsaved: reportUnsaved });
}

function buildContext(site: Site, baseUrl: () => string): RestContext {
  const { config, now } = site;
  const isCloud = config.flavour === 'cloud';
  return {
    site,
    index: openSearchIndex(site, isCloud ? (config.searchLagMs ?? 0) : 0),
    temporaryFiles: openTemporaryFiles({ now, bytesMax: storageBytesMax(config) }),
    richText: isCloud ? 'document' : 'plain',
    registeredWebhooks: openRegisteredWebhooks(),
    baseUrl,
  };
}

/** A request waits for the disk and fails with it; for a change made in code there is only this line. */
function reportUnsaved(error: unknown): void {
  process.stderr.write(`jira-simulator: the state could not be saved: ${String(error)}\n`);
}
