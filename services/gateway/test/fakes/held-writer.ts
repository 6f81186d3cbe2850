import type { TicketWriter } from '../../src/ports/tracker.ts';

export interface HeldWriter {
  readonly writer: TicketWriter;
  /** From now on writes wait: `arrived` resolves when the first is there, and `release` lets all of them go. */
  hold(): { readonly arrived: Promise<void>; release(): void };
}

/** A writer whose writes can be made to last. */
export function createHeldWriter(writer: TicketWriter): HeldWriter {
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
    hold() {
      const { promise: held, resolve: release } = Promise.withResolvers<void>();
      const { promise: arrived, resolve } = Promise.withResolvers<void>();
      gate = held;
      announce = resolve;
      return { arrived, release };
    },
  };
}
