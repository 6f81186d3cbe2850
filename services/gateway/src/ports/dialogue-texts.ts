import type { ConsultationEnd } from '@desk/contract';
import type { Language, Side } from '@desk/domain';

/** A line of a dialogue as the ticket tells it. */
export interface SpokenLine {
  /** Null: only the side they spoke on is known for certain. */
  readonly name: string | null;
  readonly side: Side;
  readonly at: number;
  readonly text: string;
  /** It says what an earlier line says now. */
  readonly edited: boolean;
  readonly files: readonly { readonly name: string; readonly refused: boolean }[];
}

export interface ToldClosing {
  /** Everybody who took part and is known for certain. */
  readonly names: readonly string[];
  /** Null where nobody talked. */
  readonly startedAt: number | null;
  readonly waitedSeconds: number;
  readonly endedAt: number;
  readonly end: ConsultationEnd;
  readonly stars: number | null;
  readonly comment: string | null;
}

/**
 * A dialogue as comments of its ticket. A name stands only where the desk put it: no line of what people wrote can be
 * taken for the beginning of another's.
 */
export interface DialogueTexts {
  lines(language: Language, lines: readonly SpokenLine[]): string;
  /** In place of lines that no comment holds. */
  inFile(language: Language, lines: readonly SpokenLine[], fileName: string): string;
  fileName(number: string, startedAt: number): string;
  closing(language: Language, closing: ToldClosing): string;
}
