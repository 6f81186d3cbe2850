import { broken, type Judgement, ok, warning } from '@desk/doctor';
import type { SpoolFacts } from '../../ports/zone-probes.ts';

const mebibyte = 1024 * 1024;

/** Whether files on their way to the tracker have a place. */
export function judgeSpool(facts: SpoolFacts): readonly Judgement[] {
  switch (facts.kind) {
    case 'no-folder':
      return [broken('SPOOL_DIR is no folder, and none can be made there', 'Make it, or mount it, at that path.')];
    case 'not-writable':
      return [
        broken(
          'this user may not write in SPOOL_DIR',
          'Make it the property of the user that the service runs as (chown), on a disk that takes writes.',
        ),
      ];
    case 'there':
      return [judgeRoom(facts)];
  }
}

function judgeRoom({ freeBytes, roomBytes, fileBytesMax }: Extract<SpoolFacts, { kind: 'there' }>): Judgement {
  const free = Math.floor(freeBytes / mebibyte);
  if (freeBytes < fileBytesMax) {
    return broken(
      `the disk of SPOOL_DIR has ${free} MB left, less than one file may have`,
      'Free it, or move SPOOL_DIR to a larger disk.',
    );
  }
  if (freeBytes < roomBytes) {
    return warning(
      `the disk of SPOOL_DIR has ${free} MB left, and ${Math.ceil(roomBytes / mebibyte)} MB may come`,
      'Free it, move SPOOL_DIR to a larger disk, or lower SPOOL_MAX_MB.',
    );
  }
  return ok('files on their way have their place');
}
