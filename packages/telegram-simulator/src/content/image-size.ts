export interface ImageSize {
  width: number;
  height: number;
}

/** Reads the size from the header of a PNG, GIF, JPEG or WebP file; undefined for anything else. */
export function readImageSize(bytes: Uint8Array): ImageSize | undefined {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = readPng(view) ?? readGif(view) ?? readJpeg(view) ?? readWebp(view);
  return size && size.width > 0 && size.height > 0 ? size : undefined;
}

function readPng(view: Buffer): ImageSize | undefined {
  if (view.length < 24 || view.toString('latin1', 1, 4) !== 'PNG') return undefined;
  return { width: view.readUInt32BE(16), height: view.readUInt32BE(20) };
}

function readGif(view: Buffer): ImageSize | undefined {
  if (view.length < 10 || view.toString('latin1', 0, 3) !== 'GIF') return undefined;
  return { width: view.readUInt16LE(6), height: view.readUInt16LE(8) };
}

function readJpeg(view: Buffer): ImageSize | undefined {
  if (view.length < 4 || view.readUInt16BE(0) !== 0xffd8) return undefined;
  let position = 2;
  while (position + 9 < view.length) {
    if (view[position] !== 0xff) return undefined;
    const marker = view[position + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { width: view.readUInt16BE(position + 7), height: view.readUInt16BE(position + 5) };
    position += 2 + view.readUInt16BE(position + 2);
  }
  return undefined;
}

function readWebp(view: Buffer): ImageSize | undefined {
  if (view.length < 30 || view.toString('latin1', 8, 12) !== 'WEBP') return undefined;
  const format = view.toString('latin1', 12, 16);
  if (format === 'VP8X') return { width: view.readUIntLE(24, 3) + 1, height: view.readUIntLE(27, 3) + 1 };
  if (format === 'VP8 ') return { width: view.readUInt16LE(26) & 0x3fff, height: view.readUInt16LE(28) & 0x3fff };
  if (format !== 'VP8L') return undefined;
  const bits = view.readUInt32LE(21);
  return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
}
