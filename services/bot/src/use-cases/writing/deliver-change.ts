import type { GatewayTrouble, TicketDesk, TicketState } from '../../ports/gateway-desk.ts';
import type { Delivery, OutboxItem } from '../../ports/outbox.ts';
import type { OutgoingComments, StoredOutgoing } from '../../ports/outgoing-comments.ts';
import type { Plan } from '../../ports/plan.ts';
import type { Clock, Ids, Policy } from '../../ports/system.ts';
import type { Tickets } from '../../ports/tickets.ts';
import type { WritingDesk } from '../../ports/writing-desk.ts';
import { awaitSignIn } from '../assignment/await-sign-in.ts';
import { joinPlans, planOf } from '../compose-plan.ts';
import { commitDelivery, retryLater } from '../deliver-effect.ts';
import { type FindToken, findToken } from '../session/find-token.ts';
import type { Changed, ChangeInTracker, Changing } from './changing.ts';
import { albumMs, isComment } from './keep-words.ts';
import { planChanged, planChangeKept, planChangeRefused } from './plan-changed.ts';
import { planTransferred, type TransferNeeds } from './plan-transferred.ts';
import { remarkOf, settledWords } from './remark.ts';

export interface ChangeNeeds extends FindToken, TransferNeeds {
  readonly outgoing: OutgoingComments;
  readonly tickets: Tickets;
  readonly desk: TicketDesk;
  readonly writing: WritingDesk;
  readonly ids: Ids;
  readonly clock: Clock;
  readonly policy: Policy;
  /** What the tracker answers is news like any other of it. */
  readonly planState: (state: TicketState) => Promise<Plan>;
}

/** As for comments: what was written first is waited for. */
const orderMsMax = 13 * 3_600_000;
const lookEveryMs = 15_000;

/** Changes a ticket in the tracker in a person's own name; without a live session it waits for their sign-in. */
export function deliverChange(needs: ChangeNeeds) {
  return (effect: ChangeInTracker, item: OutboxItem): Promise<Delivery> =>
    commitDelivery(needs.ledger, item, async () => {
      const now = needs.clock.now();
      const words = effect.remarkId === null ? null : await needs.outgoing.findById(effect.remarkId);
      const found = await findChanging(needs, { effect, words, now });
      switch (found) {
        case 'over':
          return planOf({ changes: settledWords(words, 'refused') });
        case 'words-on-their-way':
          return planOf({ effects: [{ kind: 'delayed', dueAt: now + albumMs, effect }] });
        default:
          return carryOut(needs, found, { item, now });
      }
    });
}

/** `over`: the ticket or the person is gone, or the words that were its reason were refused. */
async function findChanging(
  { tickets, people }: ChangeNeeds,
  { effect, words, now }: Pick<Changing, 'effect' | 'words'> & { readonly now: number },
): Promise<Changing | 'over' | 'words-on-their-way'> {
  const stored = await tickets.findById(effect.ticketId);
  const by = await people.findById(effect.byPersonId);
  const number = stored?.ticket.number ?? null;
  if (stored === null || by === null || number === null) return 'over';
  if (words?.comment.state === 'refused') return 'over';
  if (words !== null && isOnItsWay(words)) {
    return now - words.comment.createdAt < orderMsMax ? 'words-on-their-way' : 'over';
  }
  return { effect, stored, number, by, words };
}

/** A comment of its own carries them, files and all. */
function isOnItsWay({ comment }: StoredOutgoing): boolean {
  return (comment.state === 'collecting' || comment.state === 'sending') && isComment(comment);
}

async function carryOut(
  needs: ChangeNeeds,
  changing: Changing,
  at: { readonly item: OutboxItem; readonly now: number },
): Promise<Plan | Delivery> {
  const before = changing.words === null ? null : await needs.outgoing.findUnsentBefore(changing.words);
  if (before !== null && at.now - (changing.words?.comment.createdAt ?? 0) < orderMsMax) {
    return planOf({ effects: [{ kind: 'delayed', dueAt: at.now + lookEveryMs, effect: changing.effect }] });
  }
  const found = await findToken(needs, changing.by, at.now);
  const changed = found.kind === 'token' ? await call(needs, changing, found.token, at.item) : found;
  switch (changed.kind) {
    case 'changed':
      return joinPlans(await takeOver(needs, changing, changed.state, at.now), planChanged(changing, changed, at.now));
    case 'session-ended':
      return (
        awaitSignIn(changing.effect, changing.by, { now: at.now, policy: needs.policy }) ??
        planChangeRefused(changing, 'session-ended', at.now)
      );
    case 'person-unknown':
      return planChangeRefused(changing, 'person-unknown', at.now);
    case 'refused':
      return planChangeRefused(changing, changed.reason, at.now);
    case 'down':
    case 'unknown':
      return putOff(needs, changing, changed, at.item);
  }
}

/** The tracker's answer, as if it had said so by itself; that another team has it only its own word brings about. */
function takeOver(needs: ChangeNeeds, changing: Changing, state: TicketState, now: number): Promise<Plan> {
  const { change } = changing.effect;
  return change.kind === 'transfer' ? planTransferred(needs, changing, state, now) : needs.planState(state);
}

async function call(
  { desk, writing, ids }: ChangeNeeds,
  { effect: { change, ticketId }, number, words }: Changing,
  token: string,
  { id }: OutboxItem,
): Promise<Changed> {
  const order = { key: ids.derive(change.kind, ticketId, id), number, remark: remarkOf(words) };
  switch (change.kind) {
    case 'move':
      return changedFrom(await desk.move({ kind: 'token', token }, { ...order, to: change.to }));
    case 'prioritise':
      return changedFrom(await writing.prioritise(token, { ...order, priority: change.priority }));
    case 'transfer':
      return changedFrom(await writing.transfer(token, { ...order, team: change.team }));
    case 'let-in':
      return changedFrom(
        await writing.addParticipant(token, { key: order.key, number, who: order.remark?.text.trim() ?? '' }),
      );
  }
}

type Answer =
  | Awaited<ReturnType<TicketDesk['move']>>
  | Awaited<ReturnType<WritingDesk['prioritise']>>
  | Awaited<ReturnType<WritingDesk['addParticipant']>>;

function changedFrom(answer: Answer): Changed {
  switch (answer.kind) {
    case 'moved':
    case 'changed':
      return { kind: 'changed', state: answer.state, displayName: null };
    case 'added':
      return { kind: 'changed', state: answer.state, displayName: answer.displayName };
    default:
      return answer;
  }
}

/** The person learns at the first attempt that it happens later; told again after a kill, the words are the same. */
async function putOff(
  { ledger }: ChangeNeeds,
  changing: Changing,
  trouble: GatewayTrouble,
  item: OutboxItem,
): Promise<Delivery> {
  if (item.attempt === 1) await ledger.commit(planChangeKept(changing), { kind: 'job', name: 'change-in-tracker' });
  return retryLater(trouble, item);
}
