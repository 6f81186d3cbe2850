import type { AlarmKind, DutyState, Localised } from '@desk/domain';
import type { ConsultationFigures } from './consultation-screen.ts';
import type { TicketLine } from './ticket-screen.ts';

/** What specialists and supervisors see. */
export type StaffScreen =
  | {
      readonly kind: 'assigned-to-you';
      readonly ticket: TicketLine;
      readonly requesterName: string | null;
      readonly why: 'index' | 'declined' | 'first-reaction' | 'supervisor';
      readonly reactBy: number | null;
    }
  /** `reassignAt`: null where the desk will not pass it on. */
  | { readonly kind: 'reaction-reminder'; readonly ticket: TicketLine; readonly reassignAt: number | null }
  /** News of a ticket to whoever works on it. */
  | {
      readonly kind: 'work-changed';
      readonly ticket: TicketLine;
      readonly what: 'assigned' | 'more-urgent' | 'reopened';
    }
  /** A promise breaks soon. */
  | { readonly kind: 'breach-near'; readonly ticket: TicketLine; readonly dueAt: number }
  | { readonly kind: 'taken'; readonly ticket: TicketLine; readonly requesterName: string | null }
  | {
      readonly kind: 'given-away';
      readonly number: string;
      readonly why: 'declined' | 'first-reaction' | 'supervisor' | 'not-assigned-any-more' | 'somebody-faster';
    }
  /** *Not mine* was pressed, and the next one is being chosen. */
  | { readonly kind: 'passing-on'; readonly number: string }
  /** It stays: there is nobody else, or a supervisor gave it and only a supervisor passes it on. */
  | { readonly kind: 'nobody-else'; readonly number: string; readonly why: 'nobody' | 'supervisor' }
  /** Taken here, but the tracker would not have it in progress. */
  | { readonly kind: 'not-moved'; readonly number: string }
  | {
      readonly kind: 'why-me';
      readonly number: string;
      readonly you: Factors;
      readonly place: number;
      readonly candidates: number;
      readonly runnerUp: Factors | null;
    }
  | { readonly kind: 'no-decision'; readonly number: string }
  | { readonly kind: 'duty'; readonly state: DutyState; readonly shiftEndsAt: number | null; readonly active: number }
  | { readonly kind: 'shift-ended'; readonly why: 'working-hours' | 'supervisor'; readonly open: number }
  | {
      readonly kind: 'assigned-list';
      readonly tickets: readonly TicketLine[];
      readonly page: number;
      readonly pages: number;
      readonly total: number;
    }
  | {
      readonly kind: 'team-list';
      readonly which: 'unassigned' | 'oldest';
      readonly tickets: readonly (TicketLine & {
        readonly assigneeName: string | null;
        readonly assignedElsewhere: boolean;
      })[];
      readonly page: number;
      readonly pages: number;
      readonly total: number;
    }
  | {
      readonly kind: 'on-shift';
      readonly people: readonly {
        readonly name: string;
        readonly state: DutyState;
        readonly since: number;
        readonly active: number;
      }[];
    }
  | { readonly kind: 'choose-assignee'; readonly ticket: TicketLine; readonly people: number }
  | { readonly kind: 'reassigned'; readonly number: string; readonly name: string }
  /** To supervisors: a ticket that nobody took in time or is left to take, or that could not be given as chosen. */
  | {
      readonly kind: 'supervisor-told';
      readonly ticket: TicketLine;
      readonly what:
        | 'not-taken-in-time'
        | 'declined'
        | 'nobody-on-shift'
        | 'all-at-ceiling'
        | 'all-excluded'
        | 'sla-near'
        | 'not-accepted'
        | 'left-team';
      readonly assigneeName: string | null;
    }
  /** To supervisors: so many things could not be delivered or handled. 0: they have been dealt with. */
  | { readonly kind: 'set-aside'; readonly count: number }
  /** To supervisors: the audit logs show something out of the ordinary. `other`: a kind of a later version. */
  | { readonly kind: 'security-alarm'; readonly alarm: AlarmKind | 'other'; readonly count: number }
  | { readonly kind: 'report'; readonly days: 1 | 7 | 30; readonly report: ReportView }
  | { readonly kind: 'report-file'; readonly days: 1 | 7 | 30; readonly report: ReportView };

export interface Factors {
  /** Null for a colleague whose name the reader may not see. */
  readonly name: string | null;
  readonly active: number;
  readonly idleMinutes: number;
  readonly closedInPeriod: number;
  /** 0..1 */
  readonly load: number;
  readonly idle: number;
  readonly closed: number;
  readonly index: number;
}

export interface ReportView {
  readonly from: number;
  readonly to: number;
  readonly filed: number;
  readonly resolved: number;
  readonly open: number;
  readonly firstReaction: { readonly medianMinutes: number; readonly p90Minutes: number } | null;
  readonly byType: readonly { readonly title: Localised; readonly filed: number; readonly resolved: number }[];
  readonly consultations: ConsultationFigures;
}
