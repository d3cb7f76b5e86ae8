import type { Refusal } from '../../../channels/answer.js';

export const noFile: Refusal = {
  status: 404,
  code: 'no-file',
  message: 'There is no such file, or it is kept no more.',
};
