import type { DraftFileKind } from '@desk/domain';

/** A file as people are told of it. */
export interface FileLine {
  readonly kind: DraftFileKind;
  readonly name: string;
}
