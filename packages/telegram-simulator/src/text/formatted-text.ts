import type { MessageEntity } from '../wire/message.ts';

export interface FormattedText {
  text: string;
  /** Offsets and lengths in UTF-16 code units. */
  entities: MessageEntity[];
}

export type FormatOutcome = ({ kind: 'formatted' } & FormattedText) | { kind: 'wrong'; reason: string };
