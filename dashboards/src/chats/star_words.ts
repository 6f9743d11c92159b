/** ★★★★☆ as words, for the eye and the ear alike. */
export const starWords = (rating: number): string => `${rating} of 5 stars`;
