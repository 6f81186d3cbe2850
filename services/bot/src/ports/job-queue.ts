/** A job is a name and ids: its handler reads everything again and accepts that the thing may be gone. */
export type DeskJob =
  | { readonly queue: 'assign'; readonly ticketId: string; readonly team: string }
  | { readonly queue: 'timers'; readonly timer: 'session-end'; readonly personId: string; readonly dueAt: number }
  | { readonly queue: 'timers'; readonly timer: 'first-reaction'; readonly ticketId: string; readonly dueAt: number }
  | { readonly queue: 'timers'; readonly timer: 'shift-end'; readonly personId: string; readonly dueAt: number };

export interface JobQueue {
  /** Never throws and never waits for a lost Redis: what is dropped here is found again from Postgres. */
  add(jobs: readonly DeskJob[]): Promise<'queued' | 'dropped'>;
}
