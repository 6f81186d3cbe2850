import type { CommentWriter } from '../../src/ports/comment-writer.ts';
import type { TicketWriter } from '../../src/ports/tracker.ts';

export interface HeldWriter {
  readonly writer: TicketWriter;
  readonly commentWriter: CommentWriter;
  /** From now on writes wait: `arrived` resolves when the first is there, and `release` lets all of them go. */
  hold(): { readonly arrived: Promise<void>; release(): void };
}

/** Writers whose writes can be made to last. */
export function createHeldWriter({ writer, commentWriter }: Omit<HeldWriter, 'hold'>): HeldWriter {
  let gate: Promise<void> = Promise.resolve();
  let announce = (): void => {};

  async function pass(): Promise<void> {
    announce();
    await gate;
  }

  return {
    writer: {
      create: (ticket) => pass().then(() => writer.create(ticket)),
      attach: (number, file) => pass().then(() => writer.attach(number, file)),
      assign: (number, account) => pass().then(() => writer.assign(number, account)),
      move: (number, to) => pass().then(() => writer.move(number, to)),
      linkDuplicate: (duplicate, kept) => pass().then(() => writer.linkDuplicate(duplicate, kept)),
      prioritise: (number, priority) => pass().then(() => writer.prioritise(number, priority)),
      transfer: (number, team) => pass().then(() => writer.transfer(number, team)),
      addParticipant: (number, account) => pass().then(() => writer.addParticipant(number, account)),
    },
    commentWriter: {
      ...commentWriter,
      post: (number, comment) => pass().then(() => commentWriter.post(number, comment)),
    },
    hold() {
      const { promise: held, resolve: release } = Promise.withResolvers<void>();
      const { promise: arrived, resolve } = Promise.withResolvers<void>();
      gate = held;
      announce = resolve;
      return { arrived, release };
    },
  };
}
