import { randomUUIDv7 } from 'node:crypto';

export interface SentPress {
  readonly data: string;
  readonly chatId: number;
  readonly telegramId: number;
}

/** A keyboard as somebody might know it who has seen every message of the bot. */
export interface KnownKeyboard {
  readonly id: string;
  /** Of the private chat it stands in, and so of its person. */
  readonly account: number;
}

export const buttonsEach = 3;

export function someKeyboards(count: number, accountOf: (at: number) => number): readonly KnownKeyboard[] {
  return Array.from({ length: count }, (_, at) => ({ id: randomUUIDv7(), account: accountOf(at) }));
}

/** Marsaglia's xorshift: the same forgeries in every run. */
export function drawing(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

const spellings = [
  '.00',
  '.01',
  '.-0',
  '.0 ',
  '. 0',
  '.0.0',
  '.0x0',
  '.0e0',
  '.٠',
  '.0\n',
  '',
  '.',
  ',0',
  '.3',
  '.999',
];
const signs = '0123456789abcdefABCDEF-. ';

/** Four ways in turn: another's button, another spelling, a chance keyboard of the same moment, a character changed. */
export function forgePress(at: number, known: readonly KnownKeyboard[], draw: (below: number) => number): SentPress {
  const [keyboard, another] = [known[draw(known.length)], known[draw(known.length)]];
  if (!keyboard || !another) throw new Error('No keyboard is known.');
  const { id, account } = keyboard;
  const stranger = another.account === account ? account + 1 : another.account;
  const own = { chatId: account, telegramId: account };
  switch (at % 4) {
    case 0: {
      const data = `${id}.${draw(buttonsEach)}`;
      if (draw(3) === 0) return { data, chatId: stranger, telegramId: stranger };
      // In somebody's own chat by another, or in a group by themselves.
      return draw(2) === 0 ? { data, ...own, telegramId: stranger } : { data, ...own, chatId: -100_000_000_000 - at };
    }
    case 1:
      return { data: id + (spellings[draw(spellings.length)] ?? ''), ...own };
    case 2: {
      const tail = Array.from({ length: 12 }, () => draw(16).toString(16)).join('');
      return { data: `${id.slice(0, 24)}${tail}.0`, ...own };
    }
    default:
      return { data: `${changeOne(id, draw)}.0`, ...own };
  }
}

function changeOne(id: string, draw: (below: number) => number): string {
  const place = draw(id.length);
  const was = id[place] ?? '';
  const others = [...signs].filter((sign) => sign !== was);
  const sign = others[draw(others.length)] ?? '';
  const changed = [sign, '', `${sign}${was}`][draw(3)] ?? '';
  return id.slice(0, place) + changed + id.slice(place + 1);
}
