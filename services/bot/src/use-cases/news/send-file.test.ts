import { expect, it } from 'vitest';
import { olena, reviewed } from '../../../test/fakes/filing-steps.ts';
import { caller } from '../../../test/fakes/memory-conversations.ts';
import { countedIds } from '../../../test/fakes/steered-clock.ts';
import { planFiled } from '../filing/plan-filed.ts';
import { applyTicketState } from '../tickets/apply-ticket-state.ts';

const number = 'SD-101';
const minuteMs = 60_000;
const file = { id: '20001', name: 'план.pdf', bytes: 9 };

async function withFile() {
  const bot = await reviewed();
  await bot.press(olena, 'send-draft');
  await bot.pass(minuteMs);
  const { desk, clock, policy, gateway } = bot;
  const { commentsInTracker: tracker } = gateway;
  const apply = applyTicketState({ ...desk, ids: countedIds(), clock, policy, planFiled: planFiled(desk) });
  const tell = async () => {
    await apply(tracker.look(number), { kind: 'job', name: 'test' });
    await bot.settle();
  };
  const commentId = tracker.post(number, { text: 'Ось план.', files: [file] });
  await tell();
  return { bot, tracker, tell, commentId, files: () => bot.window.files(olena.telegramId) };
}

it('a file of a comment comes to the chat of whoever asks for it', async () => {
  const { bot, files } = await withFile();
  await bot.press(olena, 'get-file', { fileId: file.id });
  expect(files()).toEqual([file.id]);
});

it('it is taken back together with its comment', async () => {
  const { bot, tracker, tell, commentId, files } = await withFile();
  await bot.press(olena, 'get-file');
  tracker.show(number, commentId, 'internal');
  await tell();
  expect(files()).toEqual([]);
});

it('it does not come any more once its comment is not public', async () => {
  const { bot, tracker, commentId, files } = await withFile();
  tracker.show(number, commentId, 'internal');
  await bot.press(olena, 'get-file');
  expect(files()).toEqual([]);
  expect(bot.last(olena).screen).toEqual({ kind: 'file-not-sent', number, why: 'gone' });
});

it('it is nobody else’s to ask for', async () => {
  const { bot, commentId } = await withFile();
  const petro = caller(4);
  bot.gateway.employ(petro.phone, petro.profile);
  await bot.shareOwnPhone(petro);
  const ticketId = [...bot.desk.tables.tickets.keys()].at(-1) ?? '';
  await bot.hear(petro, { kind: 'pressed', action: { kind: 'get-file', ticketId, commentId, fileId: file.id } });
  expect(bot.last(petro).screen).toEqual({ kind: 'stale-button' });
  expect(bot.window.files(petro.telegramId)).toEqual([]);
});

it('it waits for a tracker that is away', async () => {
  const { bot, files } = await withFile();
  bot.gateway.setTracker('down');
  await bot.press(olena, 'get-file');
  expect(files()).toEqual([]);
  bot.gateway.setTracker('up');
  await bot.pass(minuteMs);
  expect(files()).toEqual([file.id]);
});
