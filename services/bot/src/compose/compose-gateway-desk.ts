import { createRequestSigner } from '@desk/crypto';
import type { MutualTls } from '@desk/tls';
import type { BotFiles } from '../adapters/catalogue/read-bot-files.ts';
import { createCommentDesk } from '../adapters/gateway/comment-desk.ts';
import { createConfirmationDesk } from '../adapters/gateway/confirmation-desk.ts';
import { createConsultationDesk } from '../adapters/gateway/consultation-desk.ts';
import { createDeskFeeds } from '../adapters/gateway/desk-feeds.ts';
import { createGatewayClient } from '../adapters/gateway/gateway-client.ts';
import { createGatewayService } from '../adapters/gateway/gateway-service.ts';
import { createHookRelay } from '../adapters/gateway/hook-relay.ts';
import { createPrivacyDesk } from '../adapters/gateway/privacy-desk.ts';
import { createRetentionTerm } from '../adapters/gateway/retention-term.ts';
import { createSessionDesk } from '../adapters/gateway/session-desk.ts';
import { createTicketDesk } from '../adapters/gateway/ticket-desk.ts';
import type { TrackerName } from '../adapters/gateway/tracker-name.ts';
import { createWritingDesk } from '../adapters/gateway/writing-desk.ts';
import type { createSentFiles } from '../adapters/telegram/sent-files.ts';
import type { BotConfig } from '../config.ts';
import type { Clock } from '../ports/system.ts';
import type { Operations } from './compose-operations.ts';

interface Around {
  readonly sentFiles: ReturnType<typeof createSentFiles>;
  readonly trackerName: TrackerName;
  readonly clock: Clock;
  readonly operations: Operations;
  readonly tls: MutualTls | null;
}

/** Every port that the gateway stands behind. */
export function composeGatewayDesk(
  { gatewayUrl: baseUrl }: BotConfig,
  { keys }: BotFiles,
  { sentFiles, trackerName, clock, operations, tls }: Around,
) {
  const signer = createRequestSigner(keys.signing);
  const client = createGatewayClient({
    baseUrl,
    signer,
    clock,
    fetch: tls?.fetch,
    onCall: operations.onCallOf('gateway'),
  });
  const term = createRetentionTerm();
  return {
    sessions: createSessionDesk(client),
    confirmations: createConfirmationDesk(client),
    desk: createTicketDesk(client, sentFiles),
    consultationDesk: createConsultationDesk(client, sentFiles),
    commentDesk: createCommentDesk(client),
    writing: createWritingDesk(client),
    feeds: createDeskFeeds(client),
    hooks: createHookRelay(client),
    privacyDesk: createPrivacyDesk(client, term),
    service: createGatewayService(client, { trackerName, term }),
  };
}
