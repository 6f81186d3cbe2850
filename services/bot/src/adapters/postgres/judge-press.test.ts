import { expect, it } from 'vitest';
import { buttonsEach, drawing, forgePress, someKeyboards } from '../../../test/builders/forge-press.ts';
import { judgePress, readPress } from './judge-press.ts';

const now = Date.UTC(2026, 10, 23, 10);
const actions = Array.from({ length: buttonsEach }, () => ({ kind: 'new-ticket' }) as const);
const known = someKeyboards(500, (at) => 7_000 + at);
/** What the database holds, by its primary key. */
const rows = new Map(known.map(({ id, account }) => [id, { chatId: account, telegramId: account, actions }]));

function find(press: Parameters<typeof judgePress>[2]) {
  const button = readPress(press.data);
  return judgePress(button, rows.get(button?.keyboardId ?? '') ?? null, press, now);
}

/** @claim edge Of 100,000 forged and replayed presses of buttons none finds an action. */
it('of 100,000 forged presses none finds an action', () => {
  const draw = drawing(20_261_122);
  const accepted = [];
  for (let at = 0; at < 100_000; at += 1) {
    const press = forgePress(at, known, draw);
    if (find(press).kind === 'found') accepted.push(press);
  }
  expect(accepted).toEqual([]);
});

/** @claim edge A button acts for the person and the chat it was shown to, and for nobody else. (ASVS 8.2.2) */
it('every button finds its action for the person and the chat it was shown to', () => {
  for (const { id, account } of known) {
    for (let index = 0; index < buttonsEach; index += 1) {
      const press = { data: `${id}.${index}`, chatId: account, telegramId: account };
      expect(find(press)).toEqual({ kind: 'found', action: { kind: 'new-ticket' } });
    }
  }
});
