import type { Message } from '../wire/message.ts';

export interface ShownFile {
  kind: 'photo' | 'document' | 'video' | 'animation' | 'audio' | 'voice' | 'video_note' | 'sticker';
  fileId: string;
  sizeBytes: number;
  name?: string;
  mime?: string;
  width?: number;
  height?: number;
  /** Seconds. */
  duration?: number;
}

/** The files of a message; of a photo its largest size. */
export function listFiles(wire: Message): ShownFile[] {
  const largest = wire.photo?.at(-1);
  const sources = [
    { kind: 'photo', file: largest },
    { kind: 'animation', file: wire.animation },
    { kind: 'document', file: wire.animation ? undefined : wire.document },
    { kind: 'video', file: wire.video },
    { kind: 'audio', file: wire.audio },
    { kind: 'voice', file: wire.voice },
    { kind: 'video_note', file: wire.video_note },
    { kind: 'sticker', file: wire.sticker },
  ] as const;
  const files: ShownFile[] = [];
  for (const { kind, file } of sources) {
    if (!file) continue;
    files.push({
      kind,
      fileId: file.file_id,
      sizeBytes: file.file_size,
      ...('file_name' in file && file.file_name ? { name: file.file_name } : {}),
      ...('mime_type' in file && file.mime_type ? { mime: file.mime_type } : {}),
      ...('width' in file ? { width: file.width, height: file.height } : {}),
      ...('duration' in file ? { duration: file.duration } : {}),
    });
  }
  return files;
}
