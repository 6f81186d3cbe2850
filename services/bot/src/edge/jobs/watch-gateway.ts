import type { Logger } from '@desk/logging';
import type { GatewayService, Meeting } from '../../ports/gateway-service.ts';

export interface GatewayWatchOptions {
  readonly service: GatewayService;
  readonly log: Logger;
}

export type GatewayWatch =
  | { readonly kind: 'watching'; stop(): Promise<void> }
  /** The two cannot work together: what to do, in a line for the operator. */
  | { readonly kind: 'refused'; readonly problems: readonly string[] };

const meetMsMax = 3_000;
const meetEveryMs = 60_000;

const remedies = {
  earlier:
    'GATEWAY_URL: the gateway speaks an earlier contract than this bot. Upgrade the gateway first, then the bots.',
  later: 'GATEWAY_URL: the gateway speaks a later contract than this bot. Upgrade this bot as well.',
} as const;

/**
 * Asks the gateway at the start whether it speaks our contract, and every minute from then on, because it is upgraded
 * while the bot runs. One that is away keeps no bot from starting: people are told, and what they say is kept.
 */
export async function watchGateway({ service, log }: GatewayWatchOptions): Promise<GatewayWatch> {
  let last = await meetInTime(service);
  if (last.kind === 'earlier' || last.kind === 'later') return { kind: 'refused', problems: [remedies[last.kind]] };
  if (last.kind === 'away') log.warn('The gateway does not answer yet: the bot starts without it');
  tell(log, last);

  const timer = setInterval(async () => {
    const now = await meetInTime(service);
    // Whether it answers at all is told by those who need it.
    if (now.kind === 'away' || (last.kind !== 'away' && now.theirs === last.theirs)) return;
    last = now;
    tell(log, now);
  }, meetEveryMs);
  timer.unref();
  return { kind: 'watching', stop: async () => clearInterval(timer) };
}

function tell(log: Logger, meeting: Meeting): void {
  if (meeting.kind === 'away') return;
  const { kind, ours, theirs } = meeting;
  if (kind === 'earlier')
    log.error('The gateway speaks an earlier contract: upgrade it first, then the bots', { theirs });
  else if (kind === 'later') log.error('The gateway speaks a later contract: upgrade this bot', { theirs });
  else if (ours !== theirs) log.info('The gateway speaks another minor version of the contract', { ours, theirs });
}

async function meetInTime(service: GatewayService): Promise<Meeting> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Meeting>((resolve) => {
    timer = setTimeout(() => resolve({ kind: 'away' }), meetMsMax);
  });
  const met = service.meet().catch((): Meeting => ({ kind: 'away' }));
  const meeting = await Promise.race([met, late]);
  clearTimeout(timer);
  return meeting;
}
