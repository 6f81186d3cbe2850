import type { ChatContent } from './consultations.ts';

/** A message whose dialogue has to be asked for, because its sender has several. */
export interface UnaddressedWords {
  readonly messageId: number;
  readonly content: ChatContent;
  readonly albumId: string | null;
  readonly sentAt: number;
}

export interface UnaddressedStore {
  /** Sealed at rest; empty where nothing waits. */
  find(personId: string): Promise<readonly UnaddressedWords[]>;
}
