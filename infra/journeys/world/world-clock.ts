/** Goes on as the real one does, and further when told to: half an hour without anything happening, in no time. */
export interface WorldClock {
  /** Epoch milliseconds. */
  now(): number;
  passMinutes(minutes: number): void;
}

export function createWorldClock(): WorldClock {
  let passedMs = 0;
  return {
    now: () => Date.now() + passedMs,
    passMinutes(minutes) {
      passedMs += minutes * 60_000;
    },
  };
}
