/** How fast the desk's time goes beside the machine's: at a speed of 20, half an hour in 90 seconds. */
export interface Pace {
  /** Epoch milliseconds; from here on, and as the machine's before. */
  readonly fromMs: number;
  readonly speed: number;
}

/** Processes of one machine that are given the same pace agree on the time. */
export function pacedClock({ fromMs, speed }: Pace): { now(): number } {
  return {
    now() {
      const machineMs = Date.now();
      return machineMs <= fromMs ? machineMs : Math.floor(fromMs + (machineMs - fromMs) * speed);
    },
  };
}
