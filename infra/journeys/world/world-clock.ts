/** Goes on as the real one does, and further when told to: half an hour without anything happening, in no time. */
export interface WorldClock {
  /** Epoch milliseconds. */
  now(): number;
  passMinutes(minutes: number): void;
  /** To the next such moment by the clocks of Kyiv, for instance `Fri 17:30`; within a week. */
  passUntil(moment: string): void;
}

const minuteMs = 60_000;
const weekMinutes = 7 * 24 * 60;
const reading = new Intl.DateTimeFormat('en-GB', {
  ...{ timeZone: 'Europe/Kyiv', weekday: 'short', hour: '2-digit', minute: '2-digit' },
});

export function createWorldClock(): WorldClock {
  let passedMs = 0;
  const now = () => Date.now() + passedMs;
  return {
    now,
    passMinutes(minutes) {
      passedMs += minutes * minuteMs;
    },
    passUntil(moment) {
      for (let minutes = 0; minutes <= weekMinutes; minutes += 1) {
        if (reading.format(now()).replace(',', '') === moment) return;
        passedMs += minuteMs;
      }
      throw new Error(`No week has the moment "${moment}".`);
    },
  };
}
