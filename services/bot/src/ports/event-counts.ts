/** How often what happened, for the metrics. Names come from the code, so that there are few of them. */
export interface EventCounts {
  add(what: string, outcome: string): void;
}
