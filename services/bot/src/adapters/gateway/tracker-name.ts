/** What people here call the tracker. The bot knows no more of it, and even this from the gateway alone. */
export interface TrackerName {
  /** Null until the gateway has said it. */
  current(): string | null;
  learn(name: string | undefined): void;
}

export function createTrackerName(): TrackerName {
  let known: string | null = null;
  return {
    current: () => known,
    learn(name) {
      known = name ?? known;
    },
  };
}
