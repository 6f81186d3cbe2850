export type DutyState = 'on-shift' | 'break' | 'off-shift';

export interface OffShift {
  readonly personId: string;
  readonly state: 'off-shift';
  readonly since: number;
  readonly shiftStartedAt: null;
}

export interface OnDuty {
  readonly personId: string;
  readonly state: 'on-shift' | 'break';
  readonly since: number;
  readonly shiftStartedAt: number;
}

/** Whether a specialist is there for work: always said by a person or the clock of the shift, never inferred. */
export type Duty = OffShift | OnDuty;

/** A stretch on shift without break; `to` is null while it lasts. A person's stretches never overlap. */
export interface ShiftSpan {
  readonly from: number;
  readonly to: number | null;
}

export type DutyEvent =
  | { readonly kind: 'shift-started'; readonly works: boolean }
  | { readonly kind: 'break-started' }
  | { readonly kind: 'break-ended' }
  | { readonly kind: 'shift-ended'; readonly by: 'person' | 'supervisor' | 'end-of-hours' };

export type DutyRefusal = 'already' | 'not-on-shift' | 'not-a-specialist';

export type DutyOutcome =
  | {
      readonly kind: 'moved';
      readonly duty: Duty;
      /** The stretch on shift this change ended, for the log of hours; null when none. */
      readonly ended: { readonly from: number; readonly to: number } | null;
    }
  | { readonly kind: 'refused'; readonly reason: DutyRefusal };
