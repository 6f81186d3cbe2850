import type { DraftPart } from '@desk/domain';
import type { Composition } from '../../ports/compositions.ts';
import type { Acquaintance } from '../../ports/people.ts';
import type { Plan } from '../../ports/plan.ts';
import { joinPlans, planOf } from '../compose-plan.ts';
import type { AskColleague } from '../consultation/ask-colleague.ts';
import { isFree } from '../consultation/is-free.ts';
import type { ActionOf } from '../routes.ts';
import { asItIs, buttons, notice, press, reply } from '../show-screen.ts';
import type { SignedInTurn } from '../turn.ts';
import { startComposition } from '../writing/composition.ts';
import { writingCard } from '../writing/writing-card.ts';
import type { DialogueDesk, LiveDialogue } from './dialogue-desk.ts';
import { findOwn } from './steer-dialogue.ts';

const colleaguesMax = 20;

/** *Hand over*: colleagues of the team on shift, those who are free first. */
export function chooseColleague(needs: DialogueDesk) {
  return async (turn: SignedInTurn, { consultationId }: ActionOf<'hand-over'>): Promise<Plan> => {
    const found = await findOwn(needs, turn, consultationId);
    if (!('side' in found)) return found;
    const { team, ticketId } = found.dialogue.consultation;
    const colleagues = (await needs.people.listStaff([team])).filter((known) => mayTake(known, found.dialogue));
    const judged = await Promise.all(
      colleagues.slice(0, colleaguesMax).map(async (known) => ({ known, free: await isFree(needs)(known, team) })),
    );
    const rows = judged
      .toSorted((one, another) => Number(another.free) - Number(one.free))
      .map(({ known: { person } }) => [
        press(
          { kind: 'hand-over-to', consultationId, personId: person.id },
          { label: asItIs(person.profile.displayName) },
        ),
      ]);
    const number = (await needs.tickets.findById(ticketId))?.ticket.number ?? null;
    const screen = { kind: 'choose-colleague', number, people: rows.length } as const;
    const place = { kind: 'card-below', card: `dialogue-menu:${consultationId}` } as const;
    return planOf({ effects: [reply(turn, { screen, keyboard: buttons(...rows), about: ticketId }, place)] });
  };
}

/** Whom: now the summary for them is asked for. */
export function askSummary(needs: DialogueDesk) {
  return async (turn: SignedInTurn, { consultationId, personId }: ActionOf<'hand-over-to'>): Promise<Plan> => {
    const found = await findOwn(needs, turn, consultationId);
    if (!('side' in found)) return found;
    const { ticketId: id } = found.dialogue.consultation;
    const [about, colleague] = await Promise.all([needs.tickets.findById(id), needs.people.findById(personId)]);
    if (colleague === null || !mayTake(colleague, found.dialogue)) return notFree(turn, colleague);
    const number = about?.ticket.number ?? null;
    return planOf({
      changes: [startComposition(turn, { id, number: number ?? '' }, { kind: 'handover', consultationId, personId })],
      effects: [showSummaryAsked(turn, { ticketId: id, number, colleague, charsMax: null })],
    });
  };
}

/** The summary is there: the colleague is asked, like for any request. */
export function handOver(needs: DialogueDesk & { readonly askColleague: AskColleague }) {
  return async (turn: SignedInTurn, { text }: DraftPart, composition: Composition): Promise<Plan> => {
    const { purpose, number, ticketId } = composition;
    if (purpose.kind !== 'handover') return planOf();
    if (text === null || text.trim() === '')
      return planOf({ effects: [notice(turn, { kind: 'words-needed', number })] });
    const colleague = await needs.people.findById(purpose.personId);
    const over = planOf({ changes: [{ kind: 'drop-composition', personId: turn.person.id }] });
    const found = await findOwn(needs, turn, purpose.consultationId);
    if (!('side' in found)) return joinPlans(found, over);
    if (colleague === null || found.side !== 'specialist') return joinPlans(notFree(turn, colleague), over);
    const asked = await needs.askColleague(found.dialogue, { to: purpose.personId, summary: text }, turn.now);
    if (asked.kind === 'asked') {
      const { displayName: name } = colleague.person.profile;
      const screen = { kind: 'asked-colleague', number, name, until: asked.until } as const;
      const shown = reply(turn, { screen, keyboard: null, about: ticketId }, writingCard('below'));
      return joinPlans(asked.plan, over, planOf({ effects: [shown] }));
    }
    if (asked.kind === 'refused' && asked.reason === 'summary-too-long') {
      const charsMax = needs.policy.consultationLimits.summaryCharsMax;
      return planOf({ effects: [showSummaryAsked(turn, { ticketId, number, colleague, charsMax })] });
    }
    return joinPlans(notFree(turn, colleague), over);
  };
}

/** Whoever could be asked at all; whether they are free is judged at the moment of asking. */
function mayTake({ person, duty }: Acquaintance, { consultation }: LiveDialogue): boolean {
  const { employeeId, dialogue } = consultation;
  if (person.id === employeeId || person.id === dialogue.specialistId) return false;
  return duty?.state === 'on-shift' && person.blockedAt === null && person.detachedAt === null;
}

function showSummaryAsked(
  turn: SignedInTurn,
  asked: {
    readonly ticketId: string;
    readonly number: string | null;
    readonly colleague: Acquaintance;
    readonly charsMax: number | null;
  },
) {
  const { ticketId, number, charsMax } = asked;
  const screen = { kind: 'summary-asked', number, name: asked.colleague.person.profile.displayName, charsMax } as const;
  const keyboard = buttons([press({ kind: 'end-writing', ticketId, how: 'cancel' })]);
  return reply(turn, { screen, keyboard, about: ticketId }, writingCard('below'));
}

function notFree(turn: SignedInTurn, colleague: Acquaintance | null): Plan {
  const name = colleague?.person.profile.displayName ?? '';
  return planOf({ effects: [notice(turn, { kind: 'colleague-not-free', name })] });
}
