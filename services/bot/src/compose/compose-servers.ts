import { createRequestVerifier } from '@desk/crypto';
import type { Logger } from '@desk/logging';
import type { Secrets } from '@desk/settings';
import type { MutualTls } from '@desk/tls';
import type { BotFiles } from '../adapters/catalogue/read-bot-files.ts';
import type { DeskStore } from '../adapters/postgres/open-desk-store.ts';
import type { FollowedSecret } from '../config/followed-secrets.ts';
import type { BotConfig } from '../config.ts';
import { createPrivateServer } from '../edge/http/private-server.ts';
import { createPublicServer } from '../edge/http/public-server.ts';
import type { runJobs } from '../edge/jobs/run-jobs.ts';
import { laneOf as laneOfUpdate } from '../edge/telegram/lane-of.ts';
import type { ReadAhead } from '../edge/telegram/read-ahead.ts';
import type { HookRelay } from '../ports/hook-relay.ts';
import type { Inbox } from '../ports/inbox.ts';
import type { RateCounter } from '../ports/rate-counter.ts';
import type { Clock } from '../ports/system.ts';
import type { BotUseCases } from '../wire-use-cases.ts';
import type { Operations } from './compose-operations.ts';

export interface ServerNeeds {
  readonly clock: Clock;
  readonly log: Logger;
  readonly store: DeskStore;
  readonly inbox: Inbox;
  readonly foresee: ReadAhead['begin'];
  readonly useCases: BotUseCases;
  readonly counter: RateCounter;
  readonly jobs: ReturnType<typeof runJobs>;
  readonly hooks: HookRelay;
  readonly operations: Operations;
  readonly tls: MutualTls | null;
  readonly secrets: Pick<Secrets, 'former'>;
}

/** The listeners. The public one is there only where somebody on the Internet has something to post. */
export async function composeServers(config: BotConfig, { keys, catalogue }: BotFiles, needs: ServerNeeds) {
  const { store, inbox, foresee, useCases, counter, jobs, hooks, operations, tls, secrets, clock, log } = needs;
  const { metrics: counts, drain, openServer } = operations;
  const { delivery } = config.telegram;
  const webhook = delivery.kind === 'polling' ? null : webhookOf(delivery, secrets);
  const trackerHooks = config.trackerHooks ? hooks : null;
  return {
    public:
      webhook === null && trackerHooks === null
        ? null
        : await createPublicServer({
            ...{ webhook, trackerHooks, inbox, foresee, counter, counts, drain, log },
            laneOf: laneOfUpdate,
            tooFast: async (sender, chat) => {
              if (chat?.type !== 'private') return;
              await useCases.slowDown({
                telegramId: sender.id,
                chatId: chat.id,
                chatKind: 'private',
                language: sender.language_code?.startsWith('en') ? 'en' : config.defaultLanguage,
              });
            },
          }),
    private: createPrivateServer({
      verifier: createRequestVerifier({ publicKeys: keys.peers, replays: store.replays }),
      inbox: store.inbox,
      ...{ clock, counts, drain, tls, log },
    }),
    ops: openServer({ store, jobs, teams: catalogue.teams.map(({ id }) => id) }),
  };
}

/** Its secret may be renewed while Telegram still shows the one before. */
function webhookOf(
  delivery: Extract<BotConfig['telegram']['delivery'], { kind: 'webhook' }>,
  secrets: Pick<Secrets, 'former'>,
) {
  const name: FollowedSecret = 'TELEGRAM_WEBHOOK_SECRET';
  return {
    path: new URL(delivery.url).pathname,
    get secret() {
      return delivery.secret;
    },
    get formerSecret() {
      return secrets.former(name);
    },
  };
}
