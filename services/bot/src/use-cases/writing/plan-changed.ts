import type { Plan, ShowEffect } from '../../ports/plan.ts';
import type { TrackerChange } from '../../ports/tracker-change.ts';
import type { WritingScreen } from '../../ports/writing-screen.ts';
import { planOf } from '../compose-plan.ts';
import { buttons, press, tell } from '../show-screen.ts';
import type { Changed, Changing } from './changing.ts';
import { settledWords } from './remark.ts';
import { writingCard } from './writing-card.ts';

export type ChangeRefusalReason = Extract<WritingScreen, { readonly kind: 'change-refused' }>['reason'];

/** It is so in the tracker: the words leave, and whoever asked for it reads so. */
export function planChanged(
  changing: Changing,
  { displayName }: Extract<Changed, { readonly kind: 'changed' }>,
  now: number,
): Plan {
  const { effect, number, by } = changing;
  const screen = { kind: 'change-done', number, change: effect.change, displayName } as const;
  return planOf({
    changes: settledWords(changing.words, 'sent'),
    effects: show(changing, screen),
    audit: [
      {
        act: actOf(effect.change),
        actor: { kind: 'person', id: by.person.id },
        on: { kind: 'ticket', id: effect.ticketId },
        outcome: 'done',
        reason: reasonOf(effect.change),
        at: now,
      },
    ],
  });
}

/** It stays as it was, and whoever asked for it reads why. */
export function planChangeRefused(changing: Changing, reason: ChangeRefusalReason, now: number): Plan {
  const { effect, number } = changing;
  const screen = { kind: 'change-refused', number, change: effect.change, reason } as const;
  return planOf({
    changes: settledWords(changing.words, 'refused'),
    effects: tell(changing.by.person, { screen, keyboard: null, about: effect.ticketId }),
    audit: [
      {
        act: 'integration-failed',
        actor: { kind: 'service' },
        on: { kind: 'ticket', id: effect.ticketId },
        outcome: 'failed',
        reason: `${effect.change.kind}-${reason}`,
        at: now,
      },
    ],
  });
}

export function planChangeKept(changing: Changing): Plan {
  const { effect, number } = changing;
  return planOf({ effects: show(changing, { kind: 'change-kept', number, change: effect.change }) });
}

/** Where the prompt stood, with the way to the ticket itself. */
function show({ by, effect: { ticketId } }: Changing, screen: WritingScreen): readonly ShowEffect[] {
  const keyboard = buttons([press({ kind: 'open-ticket', ticketId, below: true })]);
  return tell(by.person, { screen, keyboard, about: ticketId }, writingCard('in-place'));
}

function actOf({ kind }: TrackerChange) {
  switch (kind) {
    case 'move':
      return 'ticket-moved';
    case 'transfer':
      return 'ticket-transferred';
    case 'prioritise':
      return 'ticket-prioritised';
    case 'let-in':
      return 'participant-added';
  }
}

function reasonOf(change: TrackerChange): string {
  switch (change.kind) {
    case 'move':
      return `to-${change.to}`;
    case 'transfer':
      return `to-${change.team}`;
    case 'prioritise':
      return `priority-${change.priority}`;
    case 'let-in':
      return 'participant';
  }
}
