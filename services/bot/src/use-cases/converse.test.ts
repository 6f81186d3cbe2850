import { describe, expect, it } from 'vitest';
import { chatWindow } from '../../test/fakes/chat-window.ts';
import { caller, memoryConversations, morning } from '../../test/fakes/memory-conversations.ts';
import { memoryDesk } from '../../test/fakes/memory-desk.ts';
import { memoryGateway } from '../../test/fakes/memory-gateway.ts';
import { noStaffRoutes } from '../../test/fakes/no-staff-routes.ts';
import { samplePolicy } from '../../test/fakes/sample-policy.ts';
import { countedIds, steeredClock } from '../../test/fakes/steered-clock.ts';
import type { Cause, Ledger } from '../ports/plan.ts';
import { converse } from './converse.ts';
import type { Intent, Speaker } from './intent.ts';
import { joinRoutes } from './routes.ts';
import { employeeRoutes } from './routes-employee.ts';
import { noTalk } from './see-speaker.ts';

describe('from the first word to a ticket', () => {
  it('signs in, files and shows the number', async () => {
    const olena = caller(1);
    const bot = memoryConversations();
    bot.gateway.employ(olena.phone, olena.profile);

    await bot.hear(olena, { kind: 'command', command: 'start' });
    expect(bot.last(olena)).toMatchObject({ screen: { kind: 'welcome' }, keyboard: { kind: 'share-phone' } });

    await bot.shareOwnPhone(olena);
    expect(bot.last(olena)).toMatchObject({
      screen: { kind: 'signed-in', role: 'employee', resumed: false, offShift: false },
      keyboard: { kind: 'menu', role: 'employee' },
    });
    expect(bot.window.deleted(olena.telegramId)).toHaveLength(1);

    await bot.write(olena, 'Після обіду зник Wi-Fi на третьому поверсі.');
    expect(bot.last(olena).screen).toMatchObject({ kind: 'choose-type', files: 0, department: null });

    await bot.press(olena, 'choose-type', { requestType: 'internet' });
    expect(bot.last(olena).screen).toMatchObject({
      kind: 'review',
      priority: 'medium',
      text: 'Після обіду зник Wi-Fi на третьому поверсі.',
    });

    await bot.press(olena, 'send-draft');
    expect(bot.last(olena).screen).toEqual({
      kind: 'ticket-created',
      number: 'SD-101',
      handling: { kind: 'looking' },
    });
    const [filed] = bot.gateway.state.filed.values();
    expect(filed).toMatchObject({ by: 'e-1', order: { requestType: 'internet', priority: 'medium', files: [] } });
    expect(bot.desk.tables.drafts.size).toBe(0);
    expect(bot.desk.jobs).toContainEqual(expect.objectContaining({ queue: 'assign', team: 'infrastructure' }));
    expect(bot.desk.tables.audit.map(({ act }) => act)).toEqual(['signed-in', 'ticket-accepted', 'ticket-filed']);
  });
});

const speaker: Speaker = { telegramId: 7, chatId: 7, chatKind: 'private', language: 'uk' };
const help: Intent = { kind: 'command', command: 'help' };
const cause: Cause = { kind: 'inbox', source: 'telegram', sourceId: '1', lane: 'chat:7', epoch: 1 };

/** A conversation over a ledger that answers so, one commit after the other, and how often it was asked who speaks. */
function talking(...outcomes: Awaited<ReturnType<Ledger['commit']>>[]) {
  const clock = steeredClock(morning);
  const desk = memoryDesk({ clock });
  const world = {
    ...desk,
    ...memoryGateway(clock),
    cards: chatWindow().cards,
    clock,
    ids: countedIds(),
    policy: samplePolicy(),
  };
  let asked = 0;
  const people = {
    ...desk.people,
    findByTelegramId: async (telegramId: number) => {
      asked += 1;
      return desk.people.findByTelegramId(telegramId);
    },
  };
  const ledger: Ledger = { commit: async () => outcomes.shift() ?? 'committed' };
  const routes = joinRoutes(employeeRoutes(world), noStaffRoutes());
  return { talk: converse({ ...world, people, ledger, routes }), asked: () => asked };
}

const ahead = () => Promise.resolve({ known: null, talk: noTalk });

it('who speaks is asked where it was not read ahead, or in vain', async () => {
  const { talk, asked } = talking();
  expect(await talk(speaker, help, cause)).toBe('committed');
  expect(await talk(speaker, help, cause, Promise.resolve(null))).toBe('committed');
  expect(asked()).toBe(2);
});

it('what was read ahead counts for the first answer, and is read anew where that is overtaken', async () => {
  const { talk, asked } = talking('committed', 'overtaken', 'overtaken');
  expect(await talk(speaker, help, cause, ahead())).toBe('committed');
  expect(asked()).toBe(0);
  expect(await talk(speaker, help, cause, ahead())).toBe('committed');
  expect(asked()).toBe(2);
});
