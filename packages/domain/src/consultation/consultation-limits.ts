/** The limits of consultations; the defaults are the documented ones. */
export interface ConsultationLimits {
  readonly offerMs: number;
  /** For somebody who accepts signed out, once. */
  readonly offerExtensionMs: number;
  readonly declineExclusionMs: number;
  /** Offers missed in a row, after which a break begins. */
  readonly missesMax: number;
  /** From the end of a round to the next one. */
  readonly roundPauseMs: number;
  readonly roundsPerHourMax: number;
  readonly silenceWarningMs: number;
  readonly silenceEndMs: number;
  readonly ratingChangeMs: number;
  /** A rating up to this is told to the supervisor. */
  readonly lowStarsMax: number;
  readonly summaryCharsMax: number;
  /** Live chats and open offers one specialist may have at a time. */
  readonly capacity: number;
}

const minuteMs = 60_000;

export const defaultConsultationLimits: ConsultationLimits = {
  offerMs: minuteMs,
  offerExtensionMs: minuteMs,
  declineExclusionMs: 5 * minuteMs,
  missesMax: 3,
  roundPauseMs: minuteMs,
  roundsPerHourMax: 20,
  silenceWarningMs: 8 * minuteMs,
  silenceEndMs: 10 * minuteMs,
  ratingChangeMs: 60 * minuteMs,
  lowStarsMax: 2,
  summaryCharsMax: 2000,
  capacity: 1,
};
