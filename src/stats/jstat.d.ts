/** The part of jstat that this room uses; the package ships no types. Accuracy as measured against 50-digit arithmetic. */
declare module "jstat" {
  interface JStat {
    /** Quantile of chi-square, right to 8 digits and more against R's qchisq for 2 to 100 degrees. */
    readonly chisquare: { inv(p: number, df: number): number };
    /** Quantile of Beta(a, b), right to about 8 digits up to a + b = 1e6: a start, never a result. */
    ibetainv(p: number, a: number, b: number): number;
    noncentralt: {
      /** P(T <= t) of the noncentral t with dof degrees of freedom and noncentrality ncp, by the series of AS 243. */
      cdf(t: number, dof: number, ncp: number): number;
    };
  }
  const jStat: JStat;
  export default jStat;
}
