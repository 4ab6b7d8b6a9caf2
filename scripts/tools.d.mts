/** Where each tool's executable is, or would be once `npm run tools` has made it; absolute. */
export const clientPath: string;
export const gitleaksPath: string;
export const motoPath: string;
export const trufflehogPath: string;
export const clientVersion: string;
