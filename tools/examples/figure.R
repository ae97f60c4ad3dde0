# Draws how action in the kelurahan develops under each plan of a result.
#
#     Rscript figure.R RESULT.nc FIGURE.pdf
#
# RESULT.nc is what `layak run` or `layak compare` wrote; any other outcome is drawn as easily. Needs Debian's packages
# r-base-core and r-cran-ncdf4. R turns the order of the dimensions round: time, plan, replicate.

library(ncdf4)

files <- commandArgs(trailingOnly = TRUE)
outcome <- "action_kelurahan"
result <- nc_open(files[1])
if (length(result$var[[outcome]]$dim) < 3)
  stop("this is a sweep's result; name one of layak run or layak compare", call. = FALSE)
values <- ncvar_get(result, outcome, collapse_degen = FALSE)
plans <- ncvar_get(result, "plan_name_id", collapse_degen = FALSE)
start <- sub("days since ", "", ncatt_get(result, "time", "units")$value)
months <- as.Date(start) + ncvar_get(result, "time")

usual <- c("status-quo" = "#6b7078", "top-down" = "#b8520a", "bottom-up" = "#1477b8", "mixed" = "#6d1a75") # as on the report's page
others <- c("#16202b", "#0b6e4f", "#8c2d19", "#3b4cc0", "#7a5c00", "#a3195b") # safe for the colour-blind, too
colours <- usual[as.character(ncvar_get(result, "plan", collapse_degen = FALSE))]
colours[is.na(colours)] <- rep_len(others, sum(is.na(colours)))
pdf(files[2], width = 8, height = 4.5)
plot(range(months), c(0, max(values)), type = "n", xlab = "", main = ncatt_get(result, 0, "city_name")$value,
     ylab = ncatt_get(result, outcome, "long_name_id")$value)
for (plan in seq_along(plans)) {
  band <- apply(values[, plan, , drop = FALSE], 1, quantile, c(0.05, 0.5, 0.95))
  polygon(c(months, rev(months)), c(band[1, ], rev(band[3, ])), border = NA, col = adjustcolor(colours[plan], 0.12))
  lines(months, band[2, ], col = colours[plan], lwd = 2)
}
legend("topleft", plans, col = colours, lwd = 2, bty = "n", title = "median dan 5 sampai 95% ulangan")
nc_close(result)
invisible(dev.off())
