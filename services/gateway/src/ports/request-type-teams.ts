/** Which team answers for a request type: the default team for none and for unknown ones. */
export interface RequestTypeTeams {
  teamOf(requestType: string | null): string;
}
