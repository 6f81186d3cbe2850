/** A job is a name and ids: its handler reads everything again and accepts that the thing may be gone. */
export type DeskJob =
  | { readonly queue: 'assign'; readonly ticketId: string; readonly team: string }
  /** Serves the line of a team; the named consultation is put into it or taken out first. */
  | { readonly queue: 'consult'; readonly team: string; readonly consultationId: string | null }
  | {
      readonly queue: 'timers';
      readonly timer: 'consultation';
      readonly consultationId: string;
      readonly dueAt: number;
    }
  | { readonly queue: 'timers'; readonly timer: 'session-end'; readonly personId: string; readonly dueAt: number }
  | { readonly queue: 'timers'; readonly timer: 'first-reaction'; readonly ticketId: string; readonly dueAt: number }
  | {
      readonly queue: 'timers';
      readonly timer: 'solution-silence' | 'sla-warning' | 'confirm-nobody';
      readonly ticketId: string;
      readonly dueAt: number;
    }
  | { readonly queue: 'timers'; readonly timer: 'shift-end'; readonly personId: string; readonly dueAt: number };

export interface JobQueue {
  /** Never throws and never waits for a lost Redis: what is dropped here is found again from Postgres. */
  add(jobs: readonly DeskJob[]): Promise<'queued' | 'dropped'>;
}

/** What only the runtime of the queues itself asks of them. */
export interface QueueFeed extends JobQueue {
  /** Once for each task and turn, however many processes ask. */
  addUpkeep(turns: readonly { readonly task: string; readonly turn: number }[]): Promise<'queued' | 'dropped'>;
  /** A job that does nothing but show, once some worker has done it, that its queue moves. */
  addHeartbeat(queue: QueueName, beat: number): Promise<'queued' | 'dropped'>;
  /** `unknown`: Redis does not answer. */
  findHeartbeat(queue: QueueName, beat: number): Promise<'waiting' | 'worked' | 'unknown'>;
  /** Redis is there, for the first time or again: perhaps emptied. */
  onReady(listener: () => void): void;
}

export type QueueName = 'assign' | 'consult' | 'timers' | 'upkeep';
