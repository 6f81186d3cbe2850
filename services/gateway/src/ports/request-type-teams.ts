/** The catalogue's teams. */
export interface RequestTypeTeams {
  /** Which team answers for a request type: the default team for none and for unknown ones. */
  teamOf(requestType: string | null): string;
  has(team: string): boolean;
}
