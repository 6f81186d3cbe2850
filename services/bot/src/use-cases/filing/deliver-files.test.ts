import { describe, expect, it } from 'vitest';
import { aFile, draftOf, draftsOf, filedOf, olena, post, reviewed } from '../../../test/fakes/filing-steps.ts';
import type { Conversations } from '../../../test/fakes/memory-conversations.ts';

const ticketOf = ({ desk }: Conversations) => [...desk.tables.tickets.values()].at(-1);
const screensOf = (bot: Conversations) => bot.seen(olena).map(({ screen }) => screen.kind);
const actsOf = ({ desk }: Conversations) => desk.tables.audit.map(({ act }) => act);

async function sent(before: (bot: Conversations) => Promise<void> | void): Promise<Conversations> {
  const bot = await reviewed();
  await before(bot);
  await bot.press(olena, 'send-draft');
  return bot;
}

async function signOut(bot: Conversations): Promise<void> {
  await bot.hear(olena, { kind: 'menu', item: 'settings' });
  await bot.press(olena, 'sign-out');
}

describe('a ticket with files', () => {
  it('brings them to the gateway first, each under its own lasting id, and names them in the order', async () => {
    const bot = await sent(async (filing) => {
      await post(filing, 90, { file: aFile({ telegramFileId: 'F1', name: 'екран.jpg' }) });
      await post(filing, 91, { file: aFile({ telegramFileId: 'F2', name: 'звіт.pdf', kind: 'document' }) });
    });
    const id = ticketOf(bot)?.ticket.id;
    expect(filedOf(bot)[0]?.order).toMatchObject({
      reference: id,
      files: [
        { uploadId: `derived-upload-${id}-90`, name: 'екран.jpg' },
        { uploadId: `derived-upload-${id}-91`, name: 'звіт.pdf' },
      ],
    });
    expect(draftsOf(bot)).toHaveLength(0);
  });

  it.each([
    ['too-large', 'file-too-large'],
    ['forbidden', 'file-forbidden'],
    ['gone', 'file-gone'],
  ] as const)('is a draft again when one is %s there, and the file is named', async (reason, told) => {
    const bot = await sent(async (filing) => {
      await post(filing, 90, { file: aFile({ telegramFileId: 'F1', name: 'екран.jpg' }) });
      filing.gateway.refuseFile('F1', reason);
    });
    expect(bot.seen(olena).map(({ screen }) => screen)).toContainEqual({
      kind: 'not-filed',
      reason: told,
      file: { kind: 'photo', name: 'екран.jpg' },
      contact: 'desk@company.example',
    });
    expect(bot.last(olena).screen).toMatchObject({ kind: 'review', files: [{ name: 'екран.jpg' }] });
    expect(draftOf(bot).state).toEqual({ kind: 'open', ticketId: null });
    expect(actsOf(bot).at(-1)).toBe('ticket-refused');
  });
});

describe('a file that the tracker will not have', () => {
  it('leaves the ticket filed, and its sender knows which one it was', async () => {
    const bot = await sent(async (filing) => {
      await post(filing, 90, { file: aFile({ telegramFileId: 'F1', name: 'екран.jpg' }) });
      await post(filing, 91, { file: aFile({ telegramFileId: 'F2', name: 'звіт.pdf', kind: 'document' }) });
      filing.gateway.setTracker('down');
    });
    bot.gateway.state.filesLeftOut.add(`derived-upload-${ticketOf(bot)?.ticket.id}-91`);
    bot.gateway.setTracker('up');
    for (let times = 0; times < 5; times += 1) await bot.pass(30_000);
    expect(filedOf(bot)).toHaveLength(1);
    expect(bot.seen(olena).map(({ screen }) => screen)).toContainEqual({
      kind: 'files-left-out',
      number: 'SD-101',
      files: [{ kind: 'document', name: 'звіт.pdf' }],
    });
  });
});

describe('a file that the spool has lost meanwhile', () => {
  const waitingWithAFile = () =>
    sent(async (filing) => {
      await post(filing, 90, { file: aFile({ telegramFileId: 'F1', name: 'екран.jpg' }) });
      filing.gateway.setTracker('down');
    });

  it('is brought there again while the session lives', async () => {
    const bot = await waitingWithAFile();
    bot.gateway.state.uploads.clear();
    bot.gateway.setTracker('up');
    for (let times = 0; times < 5; times += 1) await bot.pass(30_000);
    expect(filedOf(bot)).toHaveLength(1);
    expect(filedOf(bot)[0]?.order.files).toMatchObject([{ name: 'екран.jpg' }]);
    expect(bot.gateway.state.uploads.size).toBe(1);
  });

  it('makes the ticket a draft again once only a grant is left: nothing is filed without it', async () => {
    const bot = await waitingWithAFile();
    await signOut(bot);
    bot.gateway.state.uploads.clear();
    bot.gateway.setTracker('up');
    for (let times = 0; times < 5; times += 1) await bot.pass(30_000);
    expect(filedOf(bot)).toHaveLength(0);
    expect(draftOf(bot).state).toMatchObject({ kind: 'open' });
    expect(screensOf(bot)).toContain('sign-in-and-send');
  });
});
