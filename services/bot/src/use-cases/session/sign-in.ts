import { type ContactRefusal, judgeContact } from '@desk/domain';
import type { GatewayTrouble, SessionDesk } from '../../ports/gateway-desk.ts';
import type { Plan } from '../../ports/plan.ts';
import type { Policy } from '../../ports/system.ts';
import { joinPlans, planOf } from '../compose-plan.ts';
import { awaitConfirmation } from '../confirmation/await-confirmation.ts';
import type { SharedContact } from '../intent.ts';
import type { IntentOf } from '../routes.ts';
import { notice, reply } from '../show-screen.ts';
import type { SignedInTurn, Turn } from '../turn.ts';
import type { AdmitPerson } from './admit-person.ts';
import { sharePhone } from './ask-to-sign-in.ts';
import { forgetContact } from './forget-contact.ts';
import { judgeAccess } from './judge-access.ts';
import { refusalOf, refuseAccess } from './refuse-access.ts';

/** A colleague's card, where a prompt asked for one; null where none did. */
export type LetIn = (turn: SignedInTurn, contact: SharedContact) => Promise<Plan | null>;

/** A card shown to whoever is on the line; null where nobody is. */
export type ShareCard = (turn: Turn, contact: SharedContact) => Promise<Plan | null>;

/**
 * A shared phone number: only one's own, from the contact button, counts, and the gateway decides whose it is. Every
 * refusal looks the same outside; the reason is in the audit log, the gateway's under the code.
 */
export function signIn({
  sessions,
  policy,
  admit,
  letIn,
  share,
}: {
  readonly sessions: SessionDesk;
  readonly policy: Policy;
  readonly admit: AdmitPerson;
  readonly letIn: LetIn;
  readonly share: ShareCard;
}) {
  return async (turn: Turn, { contact }: IntentOf<'contact'>): Promise<Plan> => {
    const { telegramId, chatKind } = turn.speaker;
    const verdict = judgeContact({ ...contact, chatKind, senderId: telegramId });
    if (verdict.kind === 'refused') return refuseContact(turn, contact, verdict.reason, { policy, letIn, share });

    const answer = await sessions.open({ telegramId, phone: contact.phone });
    const forgotten = planOf({ effects: [forgetContact(turn, contact.messageId)] });
    switch (answer.kind) {
      case 'opened':
        return admit(turn, answer, contact.messageId);
      case 'confirmation-needed':
        return joinPlans(forgotten, awaitConfirmation(turn, answer.confirmation));
      case 'access-refused':
        return joinPlans(forgotten, refuseAccess(turn, answer, policy));
      case 'down':
      case 'unknown':
        return putOff(turn, contact, answer);
    }
  };
}

/** For someone who is signed in, a colleague's card is no attempt to get in, only something a ticket cannot hold. */
async function refuseContact(
  turn: Turn,
  contact: SharedContact,
  reason: ContactRefusal,
  { policy, letIn, share }: { readonly policy: Policy; readonly letIn: LetIn; readonly share: ShareCard },
): Promise<Plan> {
  const shared = await share(turn, contact);
  if (shared !== null) return shared;
  const access = judgeAccess(turn, policy.sessionLimits);
  if (access.kind === 'live') {
    const unsupported = notice(turn, { kind: 'unsupported-message', what: 'contact', inDraft: false });
    return (await letIn(access.turn, contact)) ?? planOf({ effects: [unsupported] });
  }
  return planOf({
    effects: [
      forgetContact(turn, contact.messageId),
      reply(turn, { screen: { kind: 'contact-not-yours' }, keyboard: sharePhone(turn) }),
    ],
    audit: [refusalOf(turn, { code: null, reason })],
  });
}

function putOff(turn: Turn, contact: SharedContact, trouble: GatewayTrouble): Plan {
  return planOf({
    effects: [
      forgetContact(turn, contact.messageId),
      reply(turn, { screen: { kind: 'sign-in-unavailable' }, keyboard: sharePhone(turn) }),
    ],
    audit: [
      {
        act: 'integration-failed',
        actor: { kind: 'service' },
        on: null,
        outcome: 'failed',
        reason: `gateway-${trouble.kind}`,
        at: turn.now,
      },
    ],
  });
}
