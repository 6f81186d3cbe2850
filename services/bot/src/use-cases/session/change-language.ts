import type { Plan } from '../../ports/plan.ts';
import { planOf } from '../compose-plan.ts';
import type { ActionOf } from '../routes.ts';
import { buttons, press, reply, type View } from '../show-screen.ts';
import type { SignedInTurn } from '../turn.ts';

/** From the menu or a button: what can be set. */
export function showSettings() {
  return async (turn: SignedInTurn): Promise<Plan> => planOf({ effects: [reply(turn, settings(turn))] });
}

/** The menu below the chat is words too: it comes anew in the language chosen. */
export function changeLanguage() {
  return async (turn: SignedInTurn, { language }: ActionOf<'choose-language'>): Promise<Plan> => {
    const { version, ...person } = turn.person;
    const { role } = person.profile;
    return planOf({
      changes: [{ kind: 'save-person', person: { ...person, language }, expected: version }],
      effects: [
        reply({ ...turn, language }, { screen: { kind: 'language-changed' }, keyboard: { kind: 'menu', role } }),
      ],
      audit: [
        {
          act: 'settings-changed',
          actor: { kind: 'person', id: person.id },
          on: { kind: 'person', id: person.id },
          outcome: 'done',
          reason: `language-${language}`,
          at: turn.now,
        },
      ],
    });
  };
}

function settings({ language }: SignedInTurn): View {
  return {
    screen: { kind: 'settings', language },
    keyboard: buttons(
      [press({ kind: 'choose-language', language: 'uk' }), press({ kind: 'choose-language', language: 'en' })],
      [press({ kind: 'sign-out' })],
    ),
  };
}
