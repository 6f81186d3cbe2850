import { afterAll, beforeAll } from 'vitest';
import { createDeskWorld, type DeskWorld, type DeskWorldOptions } from '../desk-world.ts';
import type { PersonInChat } from './person-in-chat.ts';
import type { Newcomer } from './prepare-place.ts';

/** One world for several stories, each told of people whom nobody has met before: a world costs more than most stories. */
export interface SharedWorld {
  /** Within tests. */
  readonly world: DeskWorld;
  /** An employee with an empty chat. */
  somebody(): PersonInChat;
  /** Of the ticket that is filed next. */
  nextNumber(): string;
}

const peopleMax = 24;

const newcomers: readonly Newcomer[] = Array.from({ length: peopleMax }, (_, at) => ({
  employeeId: `e-8${String(at).padStart(3, '0')}`,
  displayName: `Працівник ${at + 1}`,
  phones: [`+3805080${String(at).padStart(5, '0')}`],
}));

/** Called where tests are described: the world is there for those beside and below it. */
export function shareWorld(options: DeskWorldOptions = {}): SharedWorld {
  let shared: DeskWorld | undefined;
  let left = newcomers.values();
  beforeAll(async () => {
    shared = await createDeskWorld({ ...options, newcomers });
    left = newcomers.values();
  });
  afterAll(() => shared?.close());

  const open = (): DeskWorld => {
    if (shared === undefined) throw new Error('The world is there while tests run.');
    return shared;
  };
  return {
    get world() {
      return open();
    },
    somebody() {
      const { value } = left.next();
      if (value === undefined) throw new Error(`Nobody is left of ${peopleMax}.`);
      return open().meetOther({ name: value.displayName, phone: value.phones[0] ?? '' });
    },
    nextNumber() {
      const { tracker } = open();
      return tracker.numberOf(tracker.tickets().length + 1);
    },
  };
}
