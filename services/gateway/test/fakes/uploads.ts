import { createHash } from 'node:crypto';
import type { Upload, Uploads } from '../../src/ports/uploads.ts';

export interface FakeUploads extends Uploads {
  /** Puts a file there as if it had been received. */
  put(upload: { id: string; employeeId: string; name: string; content: string }): Upload;
}

/** A spool in memory; a name that ends in `.exe` is forbidden, one in `.unchecked` meets a scanner that is away. */
export function createFakeUploads(): FakeUploads {
  const held = new Map<string, { upload: Upload; bytes: Uint8Array<ArrayBuffer> }>();

  function keep(upload: Omit<Upload, 'bytes' | 'sha256' | 'mime'>, bytes: Uint8Array<ArrayBuffer>): Upload {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const stored = { ...upload, mime: 'text/plain', bytes: bytes.length, sha256 };
    held.set(upload.id, { upload: stored, bytes });
    return stored;
  }

  return {
    put: ({ content, ...upload }) => keep({ ...upload, receivedAt: 0 }, new TextEncoder().encode(content)),
    async receive({ id, employeeId, name, bytesMax, content }, now) {
      const bytes = new Uint8Array(await new Response(content).arrayBuffer());
      const owner = held.get(id)?.upload.employeeId ?? employeeId;
      if (bytes.length > bytesMax) return { kind: 'refused', reason: 'too-large' };
      if (name.endsWith('.exe')) return { kind: 'refused', reason: 'forbidden', fault: 'kind' };
      if (name.endsWith('.unchecked')) return { kind: 'refused', reason: 'unchecked' };
      if (owner !== employeeId) return { kind: 'refused', reason: 'forbidden', fault: 'of-another' };
      return { kind: 'received', upload: keep({ id, employeeId, name, receivedAt: now }, bytes) };
    },
    async find(id) {
      return held.get(id)?.upload ?? null;
    },
    open: (id) => new Blob([held.get(id)?.bytes ?? new Uint8Array()]).stream(),
    async remove(ids) {
      for (const id of ids) held.delete(id);
    },
    async removeExpired() {
      return 0;
    },
  };
}
