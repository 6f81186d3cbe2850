import type { AlarmKind } from '@desk/domain';

/**
 * What operations are told of the work while it is done. Every word comes from the code, never from what was sent: so
 * there are few of them, and none is about a person.
 */
export interface WorkMetrics {
  /** A request of the bot was answered. `endpoint`: by its name in the contract. */
  answered(request: { readonly endpoint: string; readonly status: number; readonly seconds: number }): void;
  /** Something in the audit logs is for people to look at. */
  raisedAlarm(alarm: AlarmKind): void;
  /** Rows had their time, and are gone. `of`: a class of the table of retention. */
  removed(of: string, rows: number): void;
  /** The tracker posted a webhook. */
  heardHook(outcome: string): void;
  /** The tracker was called, and answered or not. `call`: a constant of its adapter. */
  calledTracker(call: { readonly call: string; readonly outcome: string; readonly seconds: number }): void;
}
