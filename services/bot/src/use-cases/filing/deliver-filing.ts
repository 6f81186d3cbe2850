import { draftFields, draftText, type Ticket } from '@desk/domain';
import type { Drafts } from '../../ports/drafts.ts';
import type { Authority, GatewayTrouble, TicketDesk, UploadedFile } from '../../ports/gateway-desk.ts';
import type { Delivery, OutboxItem } from '../../ports/outbox.ts';
import type { People } from '../../ports/people.ts';
import type { DeskEffect, Plan } from '../../ports/plan.ts';
import type { Clock, Ids, Policy } from '../../ports/system.ts';
import type { StoredTicket, Tickets } from '../../ports/tickets.ts';
import { joinPlans, planOf } from '../compose-plan.ts';
import { commitDelivery, retryAfterMs } from '../deliver-effect.ts';
import { type FindToken, findToken } from '../session/find-token.ts';
import { planSessionEnd } from '../session/plan-session-end.ts';
import { findRequester } from '../tickets/find-requester.ts';
import type { Filing } from './filing.ts';
import { planDelay } from './plan-delay.ts';
import type { PlanFiled } from './plan-filed.ts';
import type { PlanUnsent, WhyUnsent } from './plan-unsent.ts';
import { tellFilesLeftOut } from './tell-files-left-out.ts';
import { uploadFiles } from './upload-files.ts';

type FileTicket = Extract<DeskEffect, { readonly kind: 'file-ticket' }>;

export interface FilingNeeds extends FindToken {
  readonly tickets: Tickets;
  readonly drafts: Drafts;
  readonly people: People;
  readonly desk: TicketDesk;
  readonly ids: Ids;
  readonly clock: Clock;
  readonly policy: Policy;
  readonly planFiled: PlanFiled;
  readonly planUnsent: PlanUnsent;
}

type Attempt =
  | Extract<Awaited<ReturnType<TicketDesk['file']>>, { readonly kind: 'filed' }>
  /** The tracker or the gateway is away: on it goes, with what is known by now. */
  | {
      readonly kind: 'later';
      readonly uploaded: readonly UploadedFile[];
      readonly grant: StoredTicket['grant'];
      readonly trouble: GatewayTrouble | null;
    }
  | { readonly kind: 'unsent'; readonly why: WhyUnsent };

/**
 * Brings a sent ticket to the tracker. Killed at any point it begins again with the same ids, and the gateway answers
 * the same key with the same ticket. It gives up only when nobody may act for the person any more, or the tracker will
 * not have the ticket: then it is a draft again.
 */
export function deliverFiling(needs: FilingNeeds) {
  return (effect: FileTicket, item: OutboxItem): Promise<Delivery> =>
    commitDelivery(needs.ledger, item, async () => {
      const now = needs.clock.now();
      const filing = await findFiling(needs, effect.ticketId);
      if (filing === null) return planOf();

      const attempt = await attemptFiling(needs, filing, now);
      switch (attempt.kind) {
        case 'filed':
          return joinPlans(
            await needs.planFiled(filing, attempt.state, now),
            tellFilesLeftOut(filing, { number: attempt.state.number, uploadIds: attempt.filesRefused }, needs.ids),
          );
        case 'later':
          return putOff(needs, filing, attempt, item);
        case 'unsent':
          return joinPlans(
            endIfLive(filing, attempt.why, now, needs.policy),
            await needs.planUnsent(filing, attempt.why, now),
          );
      }
    });
}

/** Null when there is nothing to file any more: it is filed, was refused, or its person was erased. */
async function findFiling({ tickets, drafts, people }: FilingNeeds, ticketId: string): Promise<Filing | null> {
  const ticket = await tickets.findById(ticketId);
  if (ticket === null || ticket.ticket.filing !== 'accepted') return null;
  const draft = await drafts.findSending(ticketId);
  const requester = await findRequester(people, ticket.ticket);
  if (draft === null || draft.state.kind !== 'sending' || requester === null) return null;
  return { ticket, draft, state: draft.state, requester };
}

/** A grant covers this very ticket, whatever became of the session; one that is refused leaves the session to try. */
async function attemptFiling(needs: FilingNeeds, filing: Filing, now: number): Promise<Attempt> {
  const { grant } = filing.ticket;
  if (grant !== null && grant.expiresAt > now) {
    const granted = await fileWith(needs, filing, { kind: 'grant', id: grant.id }, filing.state.uploaded);
    if (granted !== 'grant-refused') return granted;
  }
  const found = await findToken(needs, filing.requester, now);
  switch (found.kind) {
    case 'session-ended':
      return { kind: 'unsent', why: { reason: 'session-ended' } };
    case 'down':
    case 'unknown':
      return { kind: 'later', uploaded: filing.state.uploaded, grant: null, trouble: found };
    case 'token':
      return uploadAndFile(needs, filing, found);
  }
}

async function uploadAndFile(needs: FilingNeeds, filing: Filing, authority: Authority): Promise<Attempt> {
  const { outcome, uploaded } = await uploadFiles(needs, authority, {
    id: filing.ticket.ticket.id,
    parts: filing.draft.draft.parts,
    uploaded: filing.state.uploaded,
  });
  switch (outcome.kind) {
    case 'uploaded': {
      const attempt = await fileWith(needs, filing, authority, uploaded);
      return attempt === 'grant-refused' ? { kind: 'unsent', why: { reason: 'not-permitted', file: null } } : attempt;
    }
    case 'file-refused':
      return { kind: 'unsent', why: outcome };
    case 'session-ended':
      return { kind: 'unsent', why: { reason: 'session-ended' } };
    case 'down':
    case 'unknown':
      return { kind: 'later', uploaded, grant: null, trouble: outcome };
  }
}

async function fileWith(
  { desk, policy }: FilingNeeds,
  filing: Filing,
  authority: Authority,
  uploaded: readonly UploadedFile[],
): Promise<Attempt | 'grant-refused'> {
  const answer = await desk.file(authority, orderOf(filing, uploaded, policy));
  switch (answer.kind) {
    case 'filed':
      return answer;
    case 'accepted':
      return { kind: 'later', uploaded, grant: answer.grant, trouble: null };
    case 'down':
    case 'unknown':
      return { kind: 'later', uploaded, grant: filing.ticket.grant, trouble: answer };
    case 'session-ended':
      return { kind: 'unsent', why: { reason: 'session-ended' } };
    case 'refused':
      return { kind: 'unsent', why: { reason: answer.reason, file: null } };
    case 'upload-missing':
      return { kind: 'later', uploaded: withoutUpload(uploaded, answer.uploadId), grant: null, trouble: spoolLostIt };
    case 'grant-refused':
      return 'grant-refused';
  }
}

/** A grant covers what is in the spool and nothing more: with a file to bring again, only the session serves. */
const spoolLostIt: GatewayTrouble = { kind: 'down', retryAfterMs: null };

function withoutUpload(uploaded: readonly UploadedFile[], missing: string | null): readonly UploadedFile[] {
  return missing === null ? [] : uploaded.filter(({ uploadId }) => uploadId !== missing);
}

function orderOf({ ticket, draft, state }: Filing, uploaded: readonly UploadedFile[], policy: Policy) {
  const { id, requestType, priority, summary }: Ticket = ticket.ticket;
  return {
    ...{ reference: id, requestType, priority, summary },
    priorityReason: draft.draft.priorityReason,
    // A voice message may come without a word.
    description: draftText(draft.draft) || summary,
    fields: draftFields(draft.draft, policy.catalogue),
    files: uploaded,
    language: state.language,
  };
}

/** Stores what is known by now without marking the effect done, then holds the lane until the next attempt. */
async function putOff(
  { ledger, clock }: FilingNeeds,
  filing: Filing,
  { uploaded, grant, trouble }: Extract<Attempt, { readonly kind: 'later' }>,
  item: OutboxItem,
): Promise<Delivery> {
  const plan = planDelay(filing, { uploaded, grant, trouble, now: clock.now() });
  if (plan !== null) await ledger.commit(plan, { kind: 'job', name: 'file-ticket' });
  const reason = trouble === null ? 'tracker-down' : `gateway-${trouble.kind}`;
  return { kind: 'retry', afterMs: retryAfterMs(item.attempt, trouble?.retryAfterMs ?? null), reason };
}

/** The gateway ends sessions too: what it says counts here at once. */
function endIfLive({ requester }: Filing, why: WhyUnsent, now: number, { sessionLimits }: Policy): Plan {
  const isEnded = why.reason === 'session-ended' && requester.session !== null;
  return isEnded ? planSessionEnd(requester.session, 'revoked', { now, limits: sessionLimits }) : planOf();
}
