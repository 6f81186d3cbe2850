import { type AuditEntry, startSession } from '@desk/domain';
import type { Drafts } from '../../ports/drafts.ts';
import type { OpenedSession } from '../../ports/gateway-desk.ts';
import type { KeptArrivals } from '../../ports/inbox.ts';
import type { Acquaintance, People, Person } from '../../ports/people.ts';
import type { Effect, Plan } from '../../ports/plan.ts';
import type { Ids, Policy } from '../../ports/system.ts';
import { leaveTeams } from '../assignment/leave-team.ts';
import { joinPlans, planOf } from '../compose-plan.ts';
import { newsOfRole, tellConsultations } from '../consultation/tell-consultations.ts';
import { draftCard } from '../filing/draft-card.ts';
import type { PresentDraft } from '../filing/present-draft.ts';
import { reply, tell } from '../show-screen.ts';
import type { Turn } from '../turn.ts';
import { forgetContact } from './forget-contact.ts';
import { planSessionEnd } from './plan-session-end.ts';
import { lookBackLater } from './renew-session.ts';

/** `messageId`: what let them in, a contact or a code, which leaves the chat; null for a tap. */
export type AdmitPerson = (turn: Turn, opened: OpenedSession, messageId: number | null) => Promise<Plan>;

/**
 * The gateway knows who it is. The same employee keeps id, tickets and drafts, also from another Telegram account; a
 * Telegram account that passed to another employee leaves the one before without a chat. What was set aside goes on.
 */
export function admitPerson({
  people,
  drafts,
  kept,
  ids,
  policy,
  present,
}: {
  readonly people: People;
  readonly drafts: Drafts;
  readonly kept: KeptArrivals;
  readonly ids: Ids;
  readonly policy: Policy;
  readonly present: PresentDraft;
}): AdmitPerson {
  return async (turn, opened, messageId) => {
    const before = await findBefore(people, turn, opened);
    const person = personOf(turn, opened, before.same, ids);
    const welcomed = { ...turn, language: person.language };
    const waiting = await kept.look(turn.speaker.chatId);
    const draft = waiting.count > 0 ? null : await drafts.findOpenOf(person.id);

    const effects: Effect[] = [
      ...(messageId === null ? [] : [forgetContact(turn, messageId)]),
      reply(welcomed, {
        screen: {
          kind: 'signed-in',
          role: person.profile.role,
          resumed: waiting.count > 0,
          offShift: isOffShift(person, before.same),
        },
        keyboard: { kind: 'menu', role: person.profile.role },
      }),
    ];
    if (draft) effects.push(reply(welcomed, await present(draft.draft, turn.now), draftCard(draft.draft, 'below')));

    return joinPlans(
      planLeaving(before, turn, policy),
      planArrival(turn, opened, { person, known: before.same, ids, policy }),
      planOf({ effects }),
    );
  };
}

function isOffShift({ profile }: Pick<Person, 'profile'>, same: Acquaintance | null): boolean {
  return profile.role !== 'employee' && (same?.duty?.state ?? 'off-shift') === 'off-shift';
}

interface Before {
  /** This employee, as the bot knows them: from this Telegram account or from another. */
  readonly same: Acquaintance | null;
  /** Someone else who used this Telegram account until now. */
  readonly displaced: Acquaintance | null;
}

async function findBefore(people: People, { known }: Turn, { profile }: OpenedSession): Promise<Before> {
  if (known?.person.profile.employeeId === profile.employeeId) return { same: known, displaced: null };
  return { same: await people.findByEmployeeId(profile.employeeId), displaced: known };
}

function personOf(turn: Turn, opened: OpenedSession, same: Acquaintance | null, ids: Ids): Omit<Person, 'version'> {
  const { telegramId, chatId } = turn.speaker;
  return {
    ...{ id: same?.person.id ?? ids.next(), telegramId, chatId },
    language: same?.person.language ?? turn.language,
    profile: opened.profile,
    profileCheckedAt: turn.now,
    sealedPhone: opened.sealedPhone,
    ...{ blockedAt: null, detachedAt: null },
    createdAt: same?.person.createdAt ?? turn.now,
    lastLoginAt: turn.now,
  };
}

/** Sessions that the new one takes the place of, and the chat that is no longer theirs. */
function planLeaving({ same, displaced }: Before, turn: Turn, policy: Policy): Plan {
  const at = { now: turn.now, limits: policy.sessionLimits };
  const parts: Plan[] = [];
  if (displaced) {
    const person = { ...displaced.person, detachedAt: turn.now };
    parts.push(planOf({ changes: [{ kind: 'save-person', person, expected: displaced.person.version }] }));
    if (displaced.session) parts.push(planSessionEnd(displaced.session, 'signed-out', at));
  }
  if (same?.session) parts.push(planSessionEnd(same.session, 'signed-out', { ...at, news: null }));
  if (same && same.person.chatId !== turn.speaker.chatId) {
    const farewell = { screen: { kind: 'signed-in-elsewhere' }, keyboard: { kind: 'remove' } } as const;
    parts.push(planOf({ effects: tell(same.person, farewell) }));
  }
  return joinPlans(...parts);
}

function planArrival(
  turn: Turn,
  opened: OpenedSession,
  {
    person,
    known,
    ids,
    policy,
  }: {
    readonly person: Omit<Person, 'version'>;
    readonly known: Acquaintance | null;
    readonly ids: Ids;
    readonly policy: Policy;
  },
): Plan {
  const started = startSession({ id: ids.next(), personId: person.id, now: turn.now }, policy.sessionLimits);
  const { gatewaySessionId, token, tokenExpiresAt } = opened;
  const session = { ...started, gatewaySessionId, token, tokenExpiresAt };
  return planOf({
    changes: [
      { kind: 'save-person', person, expected: known?.person.version ?? 0 },
      { kind: 'save-session', session, expected: 0 },
      // Asked for in the portal or by phone before they ever came here.
      { kind: 'claim-tickets', personId: person.id, employeeId: person.profile.employeeId },
      { kind: 'resume-kept', chatId: turn.speaker.chatId },
    ],
    effects: [
      lookBackLater(session, turn.now),
      tellConsultations({ kind: 'person', id: person.id }, { kind: 'signed-in' }),
      ...newsOfRole(person.id, known?.person.profile ?? null, person.profile),
      ...(known ? leaveTeams(person.id, known.person.profile, person.profile) : []),
    ],
    audit: [signedIn(turn, person, known, gatewaySessionId)],
    jobs: [{ queue: 'timers', timer: 'session-end', personId: person.id, dueAt: session.endsAt }],
  });
}

function signedIn(
  turn: Turn,
  person: Omit<Person, 'version'>,
  known: Acquaintance | null,
  /** As the gateway calls it: by this it sees whose our id of a person is. */
  gatewaySessionId: string,
): AuditEntry {
  const isMoved = known !== null && known.person.telegramId !== person.telegramId;
  const isDisplacing = turn.known !== null && turn.known.person.id !== person.id;
  return {
    act: 'signed-in',
    actor: { kind: 'person', id: person.id },
    on: { kind: 'session', id: gatewaySessionId },
    outcome: 'done',
    reason: isDisplacing ? 'account-of-another-employee' : isMoved ? 'another-account' : null,
    at: turn.now,
  };
}
