import { randomBytes } from 'node:crypto';
import type { UploadedFile } from '../site/attach-file.ts';

/** Files uploaded but not yet attached to a request. They live for an hour and do not survive a restart. */
export interface TemporaryFiles {
  /** `undefined` when no more can be held. */
  hold(file: UploadedFile): string | undefined;
  get(id: string): UploadedFile | undefined;
  release(id: string): void;
}

const lifetimeMs = 60 * 60 * 1000;
const filesMax = 1_000;

export function openTemporaryFiles({ now, bytesMax }: { now: () => number; bytesMax: number }): TemporaryFiles {
  const held = new Map<string, { readonly file: UploadedFile; readonly until: number }>();

  function dropExpired(): void {
    for (const [id, { until }] of held) if (until <= now()) held.delete(id);
  }

  return {
    hold(file) {
      dropExpired();
      const bytesHeld = [...held.values()].reduce((sum, each) => sum + each.file.bytes.byteLength, 0);
      if (held.size >= filesMax || bytesHeld + file.bytes.byteLength > bytesMax) return undefined;
      const id = `temp${randomBytes(8).readBigUInt64BE()}`;
      held.set(id, { file, until: now() + lifetimeMs });
      return id;
    },
    get(id) {
      dropExpired();
      return held.get(id)?.file;
    },
    release: (id) => void held.delete(id),
  };
}
