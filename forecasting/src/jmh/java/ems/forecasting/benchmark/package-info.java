/** Our network beside PyTorch, and alone. */
package ems.forecasting.benchmark;
