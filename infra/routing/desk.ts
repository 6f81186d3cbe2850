import type {
  Consultation,
  ConsultationFact,
  OfferCandidate,
  Priority,
  ServiceChoice,
  ShiftSpan,
  Waiter,
  WaitLists,
} from '@desk/domain';

/** A specialist of a simulated desk. */
export interface Staff {
  readonly id: string;
  /** Stretches on shift, in order; breaks are the gaps between them. Milliseconds from the start. */
  readonly spans: readonly { readonly from: number; readonly to: number }[];
  /** 1 is ordinary; 2 takes half the time. */
  readonly speed: number;
}

/** What a simulated desk goes through. Minutes, but for instants in milliseconds from the start. */
export interface Workload {
  readonly staff: readonly Staff[];
  readonly untilMs: number;
  /** Requests a minute at that instant, never above the peak. */
  readonly arrivalsPerMinute: (at: number) => number;
  readonly peakPerMinute: number;
  /** Shares of the priorities; they sum to 1. */
  readonly mix: Readonly<Record<Priority, number>>;
  readonly serviceMinutes: number;
  /** Shape of the gamma distribution of the length of a dialogue; 1 is exponential. */
  readonly serviceShape: number;
  /** Mean of an exponential patience; null where nobody leaves. */
  readonly patienceMinutes: number | null;
  /** How offers are answered; seconds are the mean of an exponential distribution. */
  readonly answers: { readonly afterSeconds: number; readonly declined: number; readonly missed: number };
}

/** A specialist while the simulation runs. */
export interface Worker {
  readonly staff: Staff;
  onShift: boolean;
  shiftStartedAt: number | null;
  readonly log: ShiftSpan[];
  liveChats: number;
  openOffers: number;
  misses: number;
  lastAssignedAt: number | null;
  /** Within the period of the index, oldest first. */
  readonly closedAt: number[];
  lastClosedAt: number | null;
  workedMs: number;
  onShiftMs: number;
}

/** How one request fared; instants in milliseconds. The domain measures its rates from these. */
export type Story = { -readonly [Key in keyof ConsultationFact]: ConsultationFact[Key] } & { readonly id: string };

export interface View {
  readonly lists: WaitLists;
  readonly workers: readonly Worker[];
  readonly candidates: () => OfferCandidate[];
  readonly consultationOf: (waiter: Waiter) => Consultation;
  readonly now: number;
}

/** Who is served next, and by whom. The production one is the desk's; the others are what it is compared with. */
export type Discipline = (view: View) => ServiceChoice;
