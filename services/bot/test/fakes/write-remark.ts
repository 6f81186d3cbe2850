import type { Remark, UploadedFile } from '../../src/ports/gateway-desk.ts';
import type { GatewayState } from './gateway-state.ts';
import { commentsInTracker } from './tracker-comments.ts';

/** Words of a person in the tracker, once for each marker. `touch` moves the ticket's own instant. */
export function writeRemark(
  gateway: GatewayState,
  touch: (number: string) => { readonly changedAt: number },
  said: {
    readonly number: string;
    readonly by: string;
    readonly remark: Remark | null;
    readonly files: readonly UploadedFile[];
  },
): void {
  const { number, by, remark, files } = said;
  if (remark === null || gateway.comments.get(number)?.some((comment) => comment.message === remark.message)) return;
  const { message, text, visibility } = remark;
  const listed = files.map(({ uploadId, name, bytes }) => ({ id: uploadId, name, bytes }));
  commentsInTracker(gateway, touch).post(number, { message, text, visibility, files: listed, authorEmployeeId: by });
}
