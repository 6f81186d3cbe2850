import { type BotMethod, badRequest, defineMethod, success } from './method.ts';
import { text } from './parameters.ts';

/** A bot may not fetch more than this from Telegram's own server. */
export const DOWNLOAD_BYTES_MAX = 20 * 1024 * 1024;

export const getFile: BotMethod = defineMethod(
  'getFile',
  { file_id: text('file_id not specified') },
  ({ file_id }, { files }) => {
    const file = files.find(file_id);
    if (!file) return badRequest('wrong file_id or the file is temporarily unavailable');
    if (file.sizeBytes > DOWNLOAD_BYTES_MAX) return badRequest('file is too big');
    return success({
      file_id: file.id,
      file_unique_id: file.uniqueId,
      file_size: file.sizeBytes,
      file_path: file.path,
    });
  },
);
