/** What to do about a damaged database. */
export const damagedDatabase =
  'The file is damaged or is not a database of Muniment. Put back a copy of it; without one, move it and the folder “artifacts” away to start anew. Sealed archives are not affected.'
